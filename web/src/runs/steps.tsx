import type { RunRow } from "../contract";
import { formatCount } from "../parts/number";

/** Steps taken; while the run goes on, of how many. */
export function Steps({ row }: { row: RunRow }) {
  if (row.status !== "running" || row.step === null || row.steps === null || row.steps === 0) return <>{formatCount(row.step)}</>;
  return (
    <span class="steps">
      {formatCount(row.step)} <span class="soft">of {formatCount(row.steps)}</span>
      <progress max={row.steps} value={row.step} aria-label={`Progress of ${row.name}`} />
    </span>
  );
}
