import type { Points } from "../layer";
import type { Canvas } from "./canvas";

/** A stretch of points with one more at each side, so that lines run out of the picture. Points that do not ascend are all kept. */
export function visible({ length, x }: Points, from: number, to: number): [first: number, end: number] {
  for (let i = 1; i < length; i++) if (x[i]! < x[i - 1]!) return [0, length];
  return [Math.max(0, lowerBound(x, length, from) - 1), Math.min(length, lowerBound(x, length, to) + 2)];
}

/** The first place whose number is at least `value`, among `length` ascending ones. */
export function lowerBound(x: ArrayLike<number>, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A line through the points. Where several share a pixel's column, what they reach in it is drawn instead of each. */
export function linePath(canvas: Canvas, points: Points): Path2D {
  const path = new Path2D();
  const [first, end] = visible(points, ...canvas.window);
  const isDense = end - first > 2 * canvas.box.width;
  let pen = false;
  let column = Number.NaN;
  let least = 0;
  let most = 0;
  for (let i = first; i < end; i++) {
    const at = canvas.x(points.x[i]!);
    const height = canvas.y(points.y[i]!);
    if (!Number.isFinite(height) || !Number.isFinite(at)) {
      pen = false;
      continue;
    }
    if (!pen) path.moveTo(at, height);
    else if (!isDense) path.lineTo(at, height);
    else if (Math.floor(at) === column) {
      if (height < least) path.lineTo(at, (least = height));
      else if (height > most) path.lineTo(at, (most = height));
      else if (i === end - 1) path.lineTo(at, height);
    } else path.lineTo(at, height);
    if (!pen || Math.floor(at) !== column) {
      column = Math.floor(at);
      least = most = height;
    }
    pen = true;
  }
  return path;
}

/** The strip between low and high. What an axis cannot show, such as a low of 0 on a logarithmic one, ends at the frame. */
export function bandPath(canvas: Canvas, points: Points): Path2D {
  const path = new Path2D();
  const { low, high } = points;
  if (!low || !high) return path;
  const floor = canvas.box.top + canvas.box.height;
  const [first, end] = visible(points, ...canvas.window);
  let start = first;
  for (let i = first; i <= end; i++) {
    const isHole = i === end || !Number.isFinite(canvas.y(high[i]!)) || Number.isNaN(low[i]!);
    if (!isHole) continue;
    if (i > start) strip(path, canvas, points.x, low, high, start, i, floor);
    start = i + 1;
  }
  return path;
}

function strip(path: Path2D, canvas: Canvas, x: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, start: number, end: number, floor: number) {
  path.moveTo(canvas.x(x[start]!), canvas.y(high[start]!));
  for (let i = start + 1; i < end; i++) path.lineTo(canvas.x(x[i]!), canvas.y(high[i]!));
  for (let i = end - 1; i >= start; i--) {
    const height = canvas.y(low[i]!);
    path.lineTo(canvas.x(x[i]!), Number.isFinite(height) ? Math.min(height, floor) : floor);
  }
  path.closePath();
}
