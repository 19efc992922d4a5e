import type { RunRow } from "../contract";
import { StatusBadge } from "../parts/badge";
import { formatCount, formatNumber, formatShare } from "../parts/number";
import { runPath } from "../shell/route";

/** A run's name; where columns are hidden, what they hold stands below it. */
export function Name({ row }: { row: RunRow }) {
  const settings = [row.data, row.model, row.learningRate === null ? null : `η ${formatNumber(row.learningRate)}`, row.batch === null ? null : `B ${formatCount(row.batch)}`];
  return (
    <>
      <a class="clip" href={runPath(row.id)} title={row.id}>
        {row.name}
      </a>
      <span class="below-medium soft">{settings.filter((part) => part !== null).join(" · ")}</span>
      <span class="below-narrow">
        <StatusBadge row={row} />
        <Progress row={row} />
        {row.loss !== null && <span>loss {formatNumber(row.loss)}</span>}
        {row.testAccuracy !== null && <span>test {formatShare(row.testAccuracy)}</span>}
      </span>
    </>
  );
}

function Progress({ row }: { row: RunRow }) {
  if (row.status !== "running" || row.step === null || !row.steps) return null;
  return <span>{Math.floor((100 * row.step) / row.steps)} %</span>;
}
