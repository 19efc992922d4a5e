import type { Axis } from "../data";
import { type Range, scaled } from "../extent";
import type { Palette } from "../palette";

/** Where a panel is on a canvas, in its pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What painters draw on. */
export interface Canvas {
  context: CanvasRenderingContext2D;
  box: Box;
  x: Place;
  y: Place;
  /** What is shown along x. */
  window: Range;
  colors: Palette;
  /** Pixels of the canvas for one of the page. */
  ratio: number;
}

/** From a number to its place; NaN for one that the axis cannot show. */
export type Place = (value: number) => number;

export function placeX(axis: Axis, [low, high]: Range, { left, width }: Box): Place {
  const from = scaled(axis, low);
  const per = width / (scaled(axis, high) - from);
  return (value) => left + (scaled(axis, value) - from) * per;
}

export function placeY(axis: Axis, [low, high]: Range, { top, height }: Box): Place {
  const from = scaled(axis, low);
  const per = height / (scaled(axis, high) - from);
  return axis.log ? (value) => (value > 0 ? top + height - (Math.log10(value) - from) * per : Number.NaN) : (value) => top + height - (scaled(axis, value) - from) * per;
}

/** Patterns of lines, in pixels of the page: full, and those that tell lines of one colour apart. */
export const dashes: readonly number[][] = [[], [6, 4], [10, 3, 2, 3], [2, 3], [12, 4], [8, 3, 2, 3, 2, 3], [4, 2], [1, 4]];

export function setDash({ context, ratio }: Canvas, dash: number) {
  context.setLineDash(dashes[dash % dashes.length]!.map((length) => length * ratio));
}
