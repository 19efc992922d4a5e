import { type RunDetail, reportUrl } from "../api";
import { short, withError } from "../figures/format";
import { StatusBadge, VerdictBadge } from "../parts/badge";
import { LinkButton } from "../parts/button";
import { formatCount, formatSeconds, formatShare } from "../parts/number";
import { RunActions } from "../parts/run-actions";
import { comparePath } from "../shell/route";
import { sharpnessAtEnd } from "./inspection";
import { limitOf } from "./limit";
import type { RunSeries } from "./run-series";

/** Which run it is, how far it is, and the numbers that everybody asks for. */
export function RunHeader({ detail, series }: { detail: RunDetail; series: RunSeries | undefined }) {
  const { row } = detail;
  return (
    <header class="run-header">
      <div class="page-head">
        <h1>{row.name}</h1>
        <StatusBadge row={row} />
        <span class="spring" />
        <RunActions row={row} />
        {detail.hasReport && <LinkButton href={reportUrl(row.id)}>Report</LinkButton>}
        <LinkButton href={comparePath([row.id])}>Compare with …</LinkButton>
      </div>
      <Progress detail={detail} />
      <dl class="tiles">
        {tilesOf(detail, series).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {row.verdict && (
          <div>
            <dt>SGD here</dt>
            <dd>
              <VerdictBadge verdict={row.verdict} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Progress({ detail }: { detail: RunDetail }) {
  const { row } = detail;
  const isUnderWay = row.status === "running" || row.status === "interrupted";
  const what = detail.stepsPerEpoch > 0 ? "step" : "point";
  const place = row.step === null ? "No step yet" : `${row.steps === null ? what : `${what[0]!.toUpperCase()}${what.slice(1)}`} ${formatCount(row.step)}${row.steps === null ? "" : ` of ${formatCount(row.steps)}`}`;
  return (
    <div class="progress-line">
      {isUnderWay && row.steps !== null && <progress value={row.step ?? 0} max={row.steps} aria-label="Steps taken" />}
      <p class="soft">
        {isUnderWay && `${place}${row.epoch === null ? "" : `, epoch ${short(row.epoch)}`}. `}
        {row.message}
      </p>
    </div>
  );
}

function tilesOf({ row, record, summary }: RunDetail, series: RunSeries | undefined): [name: string, value: string][] {
  const tiles: [string, string][] = [];
  const add = (name: string, value: number | null, say: (value: number) => string) => {
    if (value !== null) tiles.push([name, say(value)]);
  };
  add("train loss", row.loss, short);
  add("test loss", row.testLoss, short);
  add("test accuracy", row.testAccuracy, formatShare);
  const sharpness = sharpnessAtEnd(summary) ?? series?.get("sharpness")?.last;
  if (sharpness) tiles.push(["sharpness", withError(sharpness.value, sharpness.error)]);
  else add("sharpness", row.sharpness, short);
  add(`its limit ${limitOf(record.settings).symbol}`, row.sharpnessLimit, short);
  add("of training", row.seconds, formatSeconds);
  return tiles;
}
