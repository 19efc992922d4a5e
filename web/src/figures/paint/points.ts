import { colorOf } from "../palette";
import type { Curve } from "../layer";
import { type Canvas } from "./canvas";
import { visible } from "./curve";

const mostShapes = 1500;

/** Points with error bars. A shape goes with each colour, so that colour is never alone in telling them apart. */
export function paintDots(canvas: Canvas, layer: Curve) {
  const { context, ratio } = canvas;
  const { points } = layer;
  const [first, end] = visible(points, ...canvas.window);
  const shapes = new Path2D();
  const bars = new Path2D();
  // More than can be told apart: each of them as a speck.
  const size = end - first > mostShapes ? 1.2 * ratio : 3.5 * ratio;
  const [from, to] = canvas.window;
  for (let i = first; i < end; i++) {
    const at = canvas.x(points.x[i]!);
    const height = canvas.y(points.y[i]!);
    if (!Number.isFinite(at) || !Number.isFinite(height) || points.x[i]! < from || points.x[i]! > to) continue;
    const error = points.error?.[i] || 0;
    if (error > 0) errorBar(bars, canvas, at, points.y[i]! - error, points.y[i]! + error);
    shape(shapes, layer.color, at, height, size);
  }
  context.strokeStyle = canvas.colors.ink;
  context.lineWidth = ratio;
  context.setLineDash([]);
  context.stroke(bars);
  context.fillStyle = colorOf(layer.color, canvas.colors);
  context.fill(shapes);
}

/** Points on stalks from zero. */
export function paintStems(canvas: Canvas, layer: Curve) {
  const { context, ratio, box } = canvas;
  const { points } = layer;
  const zero = canvas.y(0);
  const floor = Number.isFinite(zero) ? zero : box.top + box.height;
  const stalks = new Path2D();
  for (let i = 0; i < points.length; i++) {
    const at = canvas.x(points.x[i]!);
    stalks.moveTo(at, floor);
    stalks.lineTo(at, canvas.y(points.y[i]!));
  }
  context.strokeStyle = colorOf(layer.color, canvas.colors);
  context.lineWidth = 1.5 * ratio;
  context.setLineDash([]);
  context.stroke(stalks);
  paintDots(canvas, layer);
}

function errorBar(path: Path2D, canvas: Canvas, at: number, low: number, high: number) {
  const { box, ratio } = canvas;
  const bottom = canvas.y(low);
  const top = canvas.y(high);
  const foot = Number.isFinite(bottom) ? bottom : box.top + box.height;
  path.moveTo(at, foot);
  path.lineTo(at, top);
  for (const end of [foot, top]) {
    path.moveTo(at - 3 * ratio, end);
    path.lineTo(at + 3 * ratio, end);
  }
}

function shape(path: Path2D, color: number, x: number, y: number, size: number) {
  const polygon = (...corners: [number, number][]) => {
    corners.forEach(([dx, dy], i) => (i === 0 ? path.moveTo(x + dx * size, y + dy * size) : path.lineTo(x + dx * size, y + dy * size)));
    path.closePath();
  };
  switch (color < 0 ? -1 : color % 6) {
    case 1:
      return polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
    case 2:
      return polygon([0, -1.25], [1.15, 0.8], [-1.15, 0.8]);
    case 3:
      return polygon([0, -1.3], [1.25, 0], [0, 1.3], [-1.25, 0]);
    case 4:
      return polygon([0, 1.25], [1.15, -0.8], [-1.15, -0.8]);
    case 5:
      return polygon([-0.4, -1.3], [0.4, -1.3], [0.4, -0.4], [1.3, -0.4], [1.3, 0.4], [0.4, 0.4], [0.4, 1.3], [-0.4, 1.3], [-0.4, 0.4], [-1.3, 0.4], [-1.3, -0.4], [-0.4, -0.4]);
    default:
      path.moveTo(x + size, y);
      path.arc(x, y, size, 0, 2 * Math.PI);
  }
}
