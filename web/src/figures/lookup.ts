import { short, text, withError } from "./format";
import { isCurve, type Layer, type Points } from "./layer";
import { lowerBound } from "./paint/curve";

/** The point nearest to an x, among ascending or any others; −1 for none. */
export function nearest({ length, x, y }: Points, at: number): number {
  if (length === 0) return -1;
  if (!isAscending(x, length)) return nearestOfAll({ length, x, y }, at);
  const after = lowerBound(x, length, at);
  const before = after - 1;
  let best = after >= length ? before : before < 0 || x[after]! - at < at - x[before]! ? after : before;
  if (!Number.isFinite(y[best]!)) best = nearestOfAll({ length, x, y }, at);
  return best;
}

/** What a layer says at an x, in words; empty where it has nothing. */
export function reading(layer: Layer, at: number): string {
  if (layer.kind === "histogram") {
    for (let i = 0; i < layer.heights.length; i++) if (at >= layer.edges[i]! && at < layer.edges[i + 1]!) return short(layer.heights[i]!);
    return "";
  }
  if (!isCurve(layer)) return "";
  const { points } = layer;
  const i = nearest(points, at);
  if (i < 0) return "";
  if (layer.kind === "band") return `${text(points.low![i]!, 3)} to ${text(points.high![i]!, 3)}`;
  return withError(points.y[i]!, points.error?.[i]);
}

function nearestOfAll({ length, x, y }: Points, at: number): number {
  let best = -1;
  for (let i = 0; i < length; i++) if (Number.isFinite(y[i]!) && (best < 0 || Math.abs(x[i]! - at) < Math.abs(x[best]! - at))) best = i;
  return best;
}

function isAscending(x: ArrayLike<number>, length: number): boolean {
  for (let i = 1; i < length; i++) if (x[i]! < x[i - 1]!) return false;
  return true;
}
