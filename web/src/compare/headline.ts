import type { RunRow } from "../api";
import { short } from "../figures/format";
import { formatCount, formatSeconds, formatShare, missing } from "../parts/number";

/** A number of each run, and which is best where that can be said. */
export interface HeadlineRow {
  name: string;
  cells: { text: string; isBest: boolean }[];
}

interface Quantity {
  name: string;
  of: (row: RunRow) => number | null;
  say: (value: number) => string;
  /** Whether less or more is better; absent where neither is. */
  better?: "less" | "more";
}

const quantities: Quantity[] = [
  { name: "train loss", of: (row) => row.loss, say: short, better: "less" },
  { name: "test loss", of: (row) => row.testLoss, say: short, better: "less" },
  { name: "test accuracy", of: (row) => row.testAccuracy, say: formatShare, better: "more" },
  { name: "sharpness", of: (row) => row.sharpness, say: short, better: "less" },
  { name: "sharpness over its limit", of: (row) => (row.sharpness !== null && row.sharpnessLimit ? row.sharpness / row.sharpnessLimit : null), say: short },
  { name: "steps taken", of: (row) => row.step, say: formatCount },
  { name: "training time", of: (row) => row.seconds, say: formatSeconds, better: "less" },
];

/** What everybody asks of runs, for those quantities that some run has. */
export function headlinesOf(rows: readonly RunRow[]): HeadlineRow[] {
  return quantities
    .filter(({ of }) => rows.some((row) => of(row) !== null))
    .map(({ name, of, say, better }) => {
      const best = bestOf(rows.flatMap((row) => of(row) ?? []), better);
      return { name, cells: rows.map((row) => cellOf(of(row), say, best)) };
    });
}

const cellOf = (value: number | null, say: (value: number) => string, best: number | undefined) => ({ text: value === null ? missing : say(value), isBest: value !== null && value === best });

/** The best of several; undefined where all are the same. */
function bestOf(values: number[], better: Quantity["better"]): number | undefined {
  if (better === undefined || values.every((value) => value === values[0])) return undefined;
  return better === "less" ? Math.min(...values) : Math.max(...values);
}
