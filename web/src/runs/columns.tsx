import type { ComponentChildren } from "preact";
import { StatusBadge, VerdictBadge, statusText } from "../parts/badge";
import { formatCount, formatNumber, formatSeconds, formatShare, missing } from "../parts/number";
import { Ago } from "../parts/time";
import { runPath } from "../shell/route";
import type { RunRow } from "../contract";
import { Steps } from "./steps";

export const sortKeys = [
  "name", "status", "data", "model", "learningRate", "batch", "momentum", "seed", "step",
  "loss", "testLoss", "testAccuracy", "sharpness", "verdict", "seconds", "started",
] as const;

export type SortKey = (typeof sortKeys)[number];

export interface Column {
  key: SortKey;
  heading: string;
  /** The heading in full, where it is short. */
  meaning?: string;
  /** How early it gives way on narrower screens: 1 never, 4 first. */
  level: 1 | 2 | 3 | 4;
  /** What stands before the value where there are no headings. */
  mark?: string;
  isNumber: boolean;
  value: (row: RunRow) => string | number | null;
  cell: (row: RunRow, now: number) => ComponentChildren;
}

const text = (key: SortKey & ("data" | "model"), heading: string, level: Column["level"]): Column => ({
  key, heading, level, isNumber: false, value: (row) => row[key], cell: (row) => <span class="clip" title={row[key] ?? ""}>{row[key] ?? missing}</span>,
});

const number = (
  key: SortKey & ("learningRate" | "batch" | "momentum" | "seed" | "loss" | "testLoss" | "testAccuracy" | "seconds"),
  heading: string, meaning: string, level: Column["level"], format: (value: number | null) => string, mark = heading,
): Column => ({ key, heading, meaning, level, mark, isNumber: true, value: (row) => row[key], cell: (row) => format(row[key]) });

const digits = (value: number | null) => formatNumber(value, 4);

export const columns: readonly Column[] = [
  { key: "name", heading: "Run", level: 1, isNumber: false, value: (row) => row.name, cell: (row) => <Name row={row} /> },
  { key: "status", heading: "Status", level: 1, isNumber: false, value: (row) => statusText(row.status), cell: (row) => <StatusBadge row={row} /> },
  text("data", "Data", 1),
  text("model", "Model", 1),
  number("learningRate", "η", "Learning rate", 1, digits),
  number("batch", "B", "Batch size", 1, formatCount),
  number("momentum", "β", "Momentum", 4, digits),
  number("seed", "Seed", "Seed", 4, (value) => (value === null ? missing : String(value))),
  { key: "step", heading: "Steps", meaning: "Steps taken", level: 2, mark: "steps", isNumber: true, value: (row) => row.step, cell: (row) => <Steps row={row} /> },
  number("loss", "Loss", "Loss on the training examples", 1, digits, "loss"),
  number("testLoss", "Test loss", "Loss on held-out examples", 4, digits),
  number("testAccuracy", "Test acc.", "Accuracy on held-out examples", 1, formatShare, "test"),
  {
    key: "sharpness", heading: "λ₁ / limit", meaning: "Sharpness, against the largest at which full-batch descent is stable", level: 2, mark: "λ₁", isNumber: true,
    value: (row) => row.sharpness, cell: (row) => <Sharpness row={row} />,
  },
  {
    key: "verdict", heading: "Verdict", meaning: "Whether SGD with these settings stays where the run landed", level: 2, isNumber: false,
    value: (row) => row.verdict, cell: (row) => (row.verdict ? <VerdictBadge verdict={row.verdict} /> : missing),
  },
  number("seconds", "Time", "Time of training", 4, formatSeconds),
  {
    key: "started", heading: "Started", level: 3, isNumber: false,
    value: (row) => (row.started === null ? null : Date.parse(row.started)), cell: (row, now) => <Ago time={row.started} now={now} />,
  },
];

/** Of the cells of a column. */
export const classOf = (column: Column) => `column-${column.key} level-${column.level}${column.isNumber ? " number" : ""}`;

/** The column of a key. */
export const columnOf = (key: SortKey): Column => columns.find((column) => column.key === key) ?? columns[0]!;

function Name({ row }: { row: RunRow }) {
  return (
    <a class="clip" href={runPath(row.id)} title={row.id}>
      {row.name}
    </a>
  );
}

function Sharpness({ row }: { row: RunRow }) {
  if (row.sharpness === null) return <>{missing}</>;
  return (
    <>
      {formatNumber(row.sharpness, 3)} <span class="soft">/ {formatNumber(row.sharpnessLimit, 3)}</span>
    </>
  );
}
