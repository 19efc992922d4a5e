import type { Level, Steps, Upright, Words } from "../layer";
import { colorOf } from "../palette";
import type { Canvas } from "./canvas";

/** A level line across, with its name on it. */
export function paintLevel(canvas: Canvas, layer: Level) {
  const { box, ratio } = canvas;
  const y = canvas.y(layer.y);
  if (!Number.isFinite(y)) return;
  stroke(canvas, layer.color, [box.left, y, box.left + box.width, y]);
  const isHigh = y < box.top + 18 * ratio;
  write(canvas, layer.text, box.left + box.width - 4 * ratio, y + (isHigh ? 14 : -5) * ratio, "right");
}

/** An upright line, with its name beside it. */
export function paintUpright(canvas: Canvas, layer: Upright) {
  const { box, ratio } = canvas;
  const x = canvas.x(layer.x);
  if (!(x >= box.left && x <= box.left + box.width)) return;
  stroke(canvas, layer.color, [x, box.top, x, box.top + box.height]);
  const isRight = x > box.left + 0.6 * box.width;
  write(canvas, layer.text, x + (isRight ? -5 : 5) * ratio, box.top + 14 * ratio, isRight ? "right" : "left");
}

/** Words at a point. */
export function paintWords(canvas: Canvas, layer: Words) {
  const { box, ratio } = canvas;
  const x = canvas.x(layer.x);
  const y = canvas.y(layer.y);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  const isRight = x > box.left + 0.6 * box.width;
  write(canvas, layer.text, x + (isRight ? -8 : 8) * ratio, Math.max(y - 8 * ratio, box.top + 14 * ratio), isRight ? "right" : "left");
}

/** How often values fall between edges. */
export function paintSteps(canvas: Canvas, layer: Steps) {
  const { context, box } = canvas;
  const zero = canvas.y(0);
  const floor = Number.isFinite(zero) ? zero : box.top + box.height;
  const bins = new Path2D();
  for (let i = 0; i < layer.heights.length; i++) {
    const [left, right, top] = [canvas.x(layer.edges[i]!), canvas.x(layer.edges[i + 1]!), canvas.y(layer.heights[i]!)];
    if (Number.isFinite(top)) bins.rect(left, top, right - left, floor - top);
  }
  context.fillStyle = colorOf(layer.color, canvas.colors);
  context.globalAlpha = 0.3;
  context.fill(bins);
  context.globalAlpha = 1;
  context.strokeStyle = colorOf(layer.color, canvas.colors);
  context.lineWidth = canvas.ratio;
  context.setLineDash([]);
  context.stroke(bins);
}

function stroke({ context, colors, ratio }: Canvas, color: number, [x0, y0, x1, y1]: [number, number, number, number]) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.strokeStyle = colorOf(color, colors);
  context.lineWidth = 1.2 * ratio;
  context.setLineDash([5 * ratio, 4 * ratio]);
  context.stroke();
  context.setLineDash([]);
}

/** Words with a rim of paper, so that they can be read on top of lines. */
function write({ context, colors, ratio }: Canvas, text: string, x: number, y: number, align: CanvasTextAlign) {
  if (!text) return;
  context.font = `${12 * ratio}px system-ui, sans-serif`;
  context.textAlign = align;
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3 * ratio;
  context.strokeStyle = colors.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colors.ink;
  context.fillText(text, x, y);
}
