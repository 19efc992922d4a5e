import type { Axis } from "./data";
import { isCurve, type Layer, type Points } from "./layer";

export type Range = [low: number, high: number];

/** Where the layers begin and end along x. */
export function extentX(layers: Layer[], axis: Axis): Range {
  const wanted = new Extent(axis);
  for (const layer of layers) {
    if (isCurve(layer)) wanted.addList(layer.points.x, layer.points.length);
    else if (layer.kind === "histogram") wanted.addList(layer.edges, layer.edges.length);
    else if (layer.kind === "upright" || layer.kind === "note") wanted.add(layer.x);
  }
  return wanted.padded(layers.some((layer) => layer.kind === "dots" || layer.kind === "stems") ? 0.04 : 0);
}

/** Where they begin and end along y, for those x that are shown. */
export function extentY(layers: Layer[], axis: Axis, [from, to]: Range): Range {
  const wanted = new Extent(axis);
  for (const layer of layers) {
    if (layer.kind === "rule") wanted.add(layer.y);
    else if (layer.kind === "note") wanted.add(layer.y);
    else if (layer.kind === "histogram") {
      wanted.add(0);
      wanted.addList(layer.heights, layer.heights.length);
    } else if (isCurve(layer)) {
      if (layer.kind === "stems") wanted.add(0);
      addCurve(wanted, layer.points, from, to);
    }
  }
  return wanted.padded(0.06);
}

function addCurve(wanted: Extent, { length, x, y, low, high, error }: Points, from: number, to: number) {
  for (let i = 0; i < length; i++) {
    const at = x[i]!;
    if (at < from || at > to) continue;
    wanted.add(low ? low[i]! : y[i]! - (error?.[i] || 0));
    wanted.add(high ? high[i]! : y[i]! + (error?.[i] || 0));
  }
}

/** The least and the largest of what an axis can show. */
class Extent {
  private low = Number.POSITIVE_INFINITY;
  private high = Number.NEGATIVE_INFINITY;

  constructor(private readonly axis: Axis) {}

  add(value: number) {
    if (!Number.isFinite(value) || (this.axis.log && value <= 0)) return;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }

  addList(values: ArrayLike<number>, length: number) {
    for (let i = 0; i < length; i++) this.add(values[i]!);
  }

  /** With room at the ends that the axis leaves to the data, as equal parts of what is seen. */
  padded(share: number): Range {
    const { axis } = this;
    const [least, most] = [shown(axis, axis.minimum), shown(axis, axis.maximum)];
    let low = scaled(axis, least ?? (this.low > this.high ? 1 : this.low));
    let high = scaled(axis, most ?? (this.low > this.high ? 1 : this.high));
    if (!(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high)))) [low, high] = around(axis, low);
    const room = share * (high - low);
    return [least ?? unscaled(axis, low === 0 && !axis.log ? low : low - room), most ?? unscaled(axis, high + room)];
  }
}

/** Room about what is one number as far as an axis can tell: from zero to twice of it, or half a power of ten to each side. */
function around(axis: Axis, place: number): Range {
  if (axis.log || place === 0) return [place - 0.5, place + 0.5];
  return [Math.min(0, 2 * place), Math.max(0, 2 * place)];
}

const shown = (axis: Axis, end: number | null) => (end === null || (axis.log && end <= 0) ? null : end);

/** From a number to equal distances, which is what padding and places are in. */
export function scaled(axis: Axis, value: number): number {
  if (axis.log) return Math.log10(value);
  return axis.linearUpTo ? Math.asinh(value / axis.linearUpTo) : value;
}

function unscaled(axis: Axis, place: number): number {
  if (axis.log) return 10 ** place;
  return axis.linearUpTo ? axis.linearUpTo * Math.sinh(place) : place;
}
