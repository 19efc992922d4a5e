import type { RunDetail } from "../api";
import { type Axis, axis } from "../figures/data";
import type { Points } from "../figures/layer";
import { lowerBound } from "../figures/paint/curve";
import type { RunSeries } from "./run-series";

export type AlongChoice = "epoch" | "step";

/** What charts of a run have along x: steps, which an axis may count in epochs, or the time of a flow. */
export interface Along {
  x: Axis;
  /** Steps for one of the axis. */
  unit: number;
  /** Where the run is, in steps or as time. */
  end: number;
  /** Puts points where they belong. */
  place: (points: Points) => Points;
}

export const isFlow = (series: RunSeries) => series.get("time") !== undefined;

export function alongOf(series: RunSeries, detail: Pick<RunDetail, "stepsPerEpoch">, choice: AlongChoice): Along {
  const time = series.get("time")?.points;
  if (time) return { x: axis("time", { minimum: 0 }), unit: 1, end: time.y[time.length - 1] ?? 1, place: (points) => ({ ...points, x: timesOf(points, time) }) };
  const end = Math.max(1, series.lastStep);
  const perEpoch = detail.stepsPerEpoch;
  return choice === "epoch" && perEpoch > 0
    ? { x: axis("epoch", { minimum: 0 }), unit: perEpoch, end, place: (points) => points }
    : { x: axis("step", { minimum: 0 }), unit: 1, end, place: (points) => points };
}

/** The times of points that know their numbers only. */
function timesOf(points: Points, time: Points): Float64Array {
  const times = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const at = points.x[i]!;
    const after = Math.min(time.length - 1, lowerBound(time.x, time.length, at));
    const before = Math.max(0, after - 1);
    const gap = time.x[after]! - time.x[before]!;
    times[i] = gap > 0 ? time.y[before]! + ((time.y[after]! - time.y[before]!) * (at - time.x[before]!)) / gap : time.y[after]!;
  }
  return times;
}
