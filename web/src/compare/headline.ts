import type { RunRow } from "../api";
import { short } from "../figures/format";
import { formatCount, formatSeconds, formatShare, missing } from "../parts/number";

/** A number of each run, with a word for the one that stands out where that can be said. */
export interface HeadlineRow {
  name: string;
  cells: { text: string; mark: string }[];
}

interface Quantity {
  name: string;
  of: (row: RunRow) => number | null;
  say: (value: number) => string;
  /** Which one stands out, and what that is called; absent where none does. */
  first?: { of: "least" | "most"; word: string };
}

const best = (of: "least" | "most") => ({ of, word: "best" });

const quantities: Quantity[] = [
  { name: "train loss", of: (row) => row.loss, say: short, first: best("least") },
  { name: "test loss", of: (row) => row.testLoss, say: short, first: best("least") },
  { name: "test accuracy", of: (row) => row.testAccuracy, say: formatShare, first: best("most") },
  { name: "sharpness", of: (row) => row.sharpness, say: short, first: { of: "least", word: "flattest" } },
  { name: "sharpness over its limit", of: (row) => (row.sharpness !== null && row.sharpnessLimit ? row.sharpness / row.sharpnessLimit : null), say: short },
  { name: "steps taken", of: (row) => row.step, say: formatCount },
  { name: "training time", of: (row) => row.seconds, say: formatSeconds },
];

/** What everybody asks of runs, for those quantities that some run has. */
export function headlinesOf(rows: readonly RunRow[]): HeadlineRow[] {
  return quantities
    .filter(({ of }) => rows.some((row) => of(row) !== null))
    .map(({ name, of, say, first }) => {
      const values = rows.map(of);
      const chosen = firstOf(values.filter((value) => value !== null), first?.of);
      return { name, cells: values.map((value) => ({ text: value === null ? missing : say(value), mark: value !== null && value === chosen ? (first?.word ?? "") : "" })) };
    });
}

/** The least or the most of several; undefined where all are the same. */
function firstOf(values: number[], which: "least" | "most" | undefined): number | undefined {
  if (which === undefined || values.every((value) => value === values[0])) return undefined;
  return which === "least" ? Math.min(...values) : Math.max(...values);
}
