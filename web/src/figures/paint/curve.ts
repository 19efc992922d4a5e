import type { Points } from "../layer";
import type { Canvas } from "./canvas";

/** A stretch of points with one more at each side, so that lines run out of the picture. Points that do not ascend are all kept. */
export function visible({ length, x }: Points, from: number, to: number): [first: number, end: number] {
  for (let i = 1; i < length; i++) if (x[i]! < x[i - 1]!) return [0, length];
  return [Math.max(0, lowerBound(x, length, from) - 1), Math.min(length, lowerBound(x, length, to) + 1)];
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

/** A line through the points. */
export function linePath(canvas: Canvas, points: Points): Path2D {
  const [first, end] = visible(points, ...canvas.window);
  return isDense(canvas, first, end) ? denseLine(canvas, points, first, end) : sparseLine(canvas, points, first, end);
}

/** Whether several points share a pixel's column. */
const isDense = ({ box }: Canvas, first: number, end: number) => end - first > 2 * box.width;

function sparseLine(canvas: Canvas, points: Points, first: number, end: number): Path2D {
  const path = new Path2D();
  let pen = false;
  for (let i = first; i < end; i++) {
    const at = canvas.x(points.x[i]!);
    const height = canvas.y(points.y[i]!);
    const isHole = !Number.isFinite(height) || !Number.isFinite(at);
    if (!isHole && pen) path.lineTo(at, height);
    else if (!isHole) path.moveTo(at, height);
    pen = !isHole;
  }
  return path;
}

/** In each column of pixels the line goes to where the points begin, are highest, lowest and end: the same picture with fewer strokes. */
function denseLine(canvas: Canvas, points: Points, first: number, end: number): Path2D {
  const path = new Path2D();
  let column = Number.NaN;
  let [least, most, last] = [0, 0, 0];
  const finish = () => {
    if (most > least) {
      path.lineTo(column, least);
      path.lineTo(column, most);
      path.lineTo(column, last);
    }
  };
  for (let i = first; i < end; i++) {
    const at = Math.round(canvas.x(points.x[i]!));
    const height = canvas.y(points.y[i]!);
    if (!Number.isFinite(height)) continue;
    if (at === column) {
      if (height < least) least = height;
      if (height > most) most = height;
    } else {
      if (Number.isNaN(column)) path.moveTo(at, height);
      else finish();
      path.lineTo(at, height);
      column = at;
      least = most = height;
    }
    last = height;
  }
  finish();
  return path;
}

/** The strip between low and high. What an axis cannot show, such as a low of 0 on a logarithmic one, ends at the frame. */
export function bandPath(canvas: Canvas, points: Points): Path2D {
  const path = new Path2D();
  const { x, low, high } = points;
  if (!low || !high) return path;
  const floor = canvas.box.top + canvas.box.height;
  const [first, end] = visible(points, ...canvas.window);
  let edges: Edge[] = [];
  const finish = () => {
    strip(path, edges);
    edges = [];
  };
  const dense = isDense(canvas, first, end);
  for (let i = first; i < end; i++) {
    const at = dense ? Math.round(canvas.x(x[i]!)) : canvas.x(x[i]!);
    const top = canvas.y(high[i]!);
    if (!Number.isFinite(top) || Number.isNaN(low[i]!)) {
      finish();
      continue;
    }
    const foot = canvas.y(low[i]!);
    const bottom = Number.isFinite(foot) ? Math.min(foot, floor) : floor;
    const before = edges.at(-1);
    if (before?.at === at) {
      before.top = Math.min(before.top, top);
      before.bottom = Math.max(before.bottom, bottom);
    } else edges.push({ at, top, bottom });
  }
  finish();
  return path;
}

interface Edge {
  at: number;
  top: number;
  bottom: number;
}

function strip(path: Path2D, edges: Edge[]) {
  edges.forEach(({ at, top }, i) => (i === 0 ? path.moveTo(at, top) : path.lineTo(at, top)));
  for (let i = edges.length - 1; i >= 0; i--) path.lineTo(edges[i]!.at, edges[i]!.bottom);
  if (edges.length > 0) path.closePath();
}
