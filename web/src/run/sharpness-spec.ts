import { axis } from "../figures/data";
import { isCurve, type Layer, type Points, pointsOf } from "../figures/layer";
import type { ChartSpec, Wish } from "./chart-specs";
import { sharpnessAtEnd } from "./inspection";
import { limitOf } from "./limit";

/** Sharpness against its limit, which moves with the learning rate; nothing before sharpness was read once. */
export function sharpnessChart({ series, detail, along }: Wish): ChartSpec | undefined {
  const measured = series.get("sharpness");
  const end = sharpnessAtEnd(detail.summary);
  if (!measured && !end) return undefined;
  const limit = limitOf(detail.record.settings);
  const layers: Layer[] = [];
  const rates = series.get("learningRate");
  if (rates) layers.push({ kind: "line", label: limit.symbol, color: 1, points: along.place(limits(rates.points, limit.factor)) });
  else if (detail.row.sharpnessLimit !== null) layers.push({ kind: "rule", label: null, color: 1, y: detail.row.sharpnessLimit, text: limit.symbol });
  if (measured) {
    const points = along.place(measured.points);
    layers.push({ kind: "line", label: null, color: 0, faint: true, points: { length: points.length, x: points.x, y: points.y } });
    layers.push({ kind: "dots", label: "sharpness λ₁(H)", color: 0, points });
  }
  if (end) layers.push({ kind: "dots", label: "where training ended", color: 2, points: along.place(pointsOf([series.lastStep], [end.value], { error: [end.error] })) });
  return {
    key: "sharpness",
    title: `Sharpness against ${limit.symbol}`,
    description: "The largest eigenvalue of the Hessian along training, with its error, and the limit above which full-batch descent is unstable.",
    y: axis("largest eigenvalue", { log: true, maximum: ceiling(layers) }),
    layers,
  };
}

/** A rate mostly stays: of a stretch of equal ones the ends are kept. */
function limits({ length, x, y }: Points, factor: number): Points {
  const steps: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < length; i++) {
    if (!(y[i]! > 0) || (i > 0 && i < length - 1 && y[i - 1] === y[i] && y[i + 1] === y[i])) continue;
    steps.push(x[i]!);
    values.push(factor / y[i]!);
  }
  return pointsOf(steps, values);
}

/** A rate that ends near zero has a limit far above everything: the axis ends where the sharpness can still be read. */
function ceiling(layers: Layer[]): number | null {
  let [sharpest, highest] = [0, 0];
  for (const layer of layers) {
    if (!isCurve(layer)) continue;
    for (let i = 0; i < layer.points.length; i++) {
      highest = Math.max(highest, layer.points.y[i]!);
      if (layer.kind === "dots") sharpest = Math.max(sharpest, layer.points.y[i]!);
    }
  }
  return highest > 30 * sharpest ? 30 * sharpest : null;
}
