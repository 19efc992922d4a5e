import type { Layer } from "../layer";
import { colorOf } from "../palette";
import { type Canvas, setDash } from "./canvas";
import { bandPath, linePath } from "./curve";
import { paintDots, paintStems } from "./points";
import { paintLevel, paintSteps, paintUpright, paintWords } from "./words";

/** Draws layers within the frame, the first at the back. */
export function paint(canvas: Canvas, layers: Layer[]) {
  for (const layer of layers) {
    // A point at the frame is seen whole.
    within(canvas, layer.kind === "dots" || layer.kind === "stems" ? 6 * canvas.ratio : 0, () => paintLayer(canvas, layer));
  }
}

function within({ context, box: { left, top, width, height } }: Canvas, margin: number, draw: () => void) {
  context.save();
  context.beginPath();
  context.rect(left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  context.clip();
  draw();
  context.restore();
}

function paintLayer(canvas: Canvas, layer: Layer) {
  const { context, ratio } = canvas;
  switch (layer.kind) {
    case "line":
      // One point makes no line.
      if (layer.points.length === 1) return paintDots(canvas, layer);
      context.strokeStyle = colorOf(layer.color, canvas.colors);
      context.globalAlpha = layer.faint ? 0.35 : 1;
      context.lineWidth = (layer.faint ? 1 : 1.8) * ratio;
      // A faint line is too thin for its corners to be seen, and round ones take most of the time.
      context.lineJoin = layer.faint ? "bevel" : "round";
      setDash(canvas, layer.dash ?? 0);
      context.stroke(linePath(canvas, layer.points));
      context.globalAlpha = 1;
      return;
    case "band":
      context.fillStyle = colorOf(layer.color, canvas.colors);
      context.globalAlpha = layer.faint ? 0.15 : 0.25;
      context.fill(bandPath(canvas, layer.points));
      context.globalAlpha = 1;
      return;
    case "dots":
      return paintDots(canvas, layer);
    case "stems":
      return paintStems(canvas, layer);
    case "histogram":
      return paintSteps(canvas, layer);
    case "rule":
      return paintLevel(canvas, layer);
    case "upright":
      return paintUpright(canvas, layer);
    case "note":
      return paintWords(canvas, layer);
  }
}
