import type { RunDetail } from "../api";
import { type Axis, axis } from "../figures/data";
import type { Layer, Points } from "../figures/layer";
import type { Along } from "./along";
import type { Column } from "./column";
import { instrumentCharts } from "./instrument-specs";
import type { RunSeries } from "./run-series";
import { sharpnessChart } from "./sharpness-spec";
import { smooth } from "./smooth";

/** A chart of a run's page. */
export interface ChartSpec {
  key: string;
  title: string;
  description: string;
  y: Axis;
  layers: Layer[];
}

export interface Wish {
  series: RunSeries;
  detail: RunDetail;
  along: Along;
  /** Steps that a moving mean reaches over; 0 for none. */
  smoothing: number;
}

/** Every chart that there are numbers for: those that everybody looks for, then small ones of the rest. */
export function chartsOf(wish: Wish): { main: ChartSpec[]; small: ChartSpec[] } {
  const made = (charts: ((wish: Wish) => ChartSpec | undefined)[]) => charts.flatMap((chart) => chart(wish) ?? []);
  return { main: made([lossChart, accuracyChart, sharpnessChart, gradientChart]), small: [...made([rateChart, penaltyChart]), ...instrumentCharts(wish)] };
}

function lossChart({ series, along, smoothing }: Wish): ChartSpec | undefined {
  const layers: Layer[] = [
    ...stepLayers(series.get("loss"), along, { label: "batch", color: 0, smoothing, smoothColor: 2, isBehind: (series.get("runningLoss")?.length ?? 0) > 0 }),
    ...lines(along, [
      [series.get("trainLoss"), "train", 0],
      [series.get("runningLoss"), "train, running mean", 0],
      [series.get("testLoss"), "test", 1],
    ]),
  ];
  return spec("loss", "Loss", "The loss along training.", axis("mean over examples", { log: isWide(layers) }), layers);
}

function accuracyChart({ series, along }: Wish): ChartSpec | undefined {
  const layers = lines(along, [
    [series.get("trainAccuracy"), "train", 0],
    [series.get("testAccuracy"), "test", 1],
  ]).map((layer) => ("points" in layer ? { ...layer, points: scaledBy(layer.points, 100) } : layer));
  return spec("accuracy", "Accuracy", "The share of examples that are classified right, along training.", axis("% right"), layers);
}

function gradientChart({ series, along, smoothing }: Wish): ChartSpec | undefined {
  const layers = stepLayers(series.get("gradientNorm"), along, { label: "batch", color: 2, smoothing, smoothColor: 0 });
  return spec("gradientNorm", "Gradient norm", "The norm of the gradient of each step's batch.", axis("‖g‖ of the batch", { log: true }), layers);
}

function penaltyChart({ series, along, smoothing }: Wish): ChartSpec | undefined {
  const layers = stepLayers(series.get("penalty"), along, { label: "added terms", color: 3, smoothing, smoothColor: 0 });
  return spec("penalty", "Terms added to the loss", "The value of what is added to the loss, at each step.", axis("in the units of the loss", { log: isWide(layers) }), layers);
}

function rateChart({ series, along }: Wish): ChartSpec | undefined {
  const layers = lines(along, [[series.get("learningRate"), null, 0]]);
  return spec("learningRate", "Learning rate", "The learning rate at each step.", axis("η", { log: isWide(layers) }), layers);
}

/** A chart, where there is something to draw. */
export const spec = (key: string, title: string, description: string, y: Axis, layers: Layer[]): ChartSpec | undefined =>
  layers.length === 0 ? undefined : { key, title, description, y, layers };

interface StepLooks {
  label: string;
  color: number;
  smoothing: number;
  smoothColor: number;
  /** Whether other lines are drawn over it. */
  isBehind?: boolean;
}

/** A number of each step: its range where points stand for several, and its moving mean where that is wanted; faint where something is drawn over it. */
export function stepLayers(column: Column | undefined, along: Along, { label, color, smoothing, smoothColor, isBehind = false }: StepLooks): Layer[] {
  if (!column || column.length === 0) return [];
  const { points } = column;
  const placed = along.place(points);
  const isAlone = !column.hasSpread && smoothing === 0 && !isBehind;
  const layers: Layer[] = [];
  if (column.hasSpread) layers.push({ kind: "band", label: `${label}, least to largest`, color, faint: true, points: placed });
  const line = { length: placed.length, x: placed.x, y: placed.y };
  layers.push({ kind: "line", label: isAlone ? null : column.hasSpread ? `${label}, mean` : label, color, faint: isBehind || smoothing > 0 || !isCalm(placed), points: line });
  if (smoothing > 0) layers.push({ kind: "line", label: `${label}, moving mean`, color: smoothColor, points: along.place(smooth(points, column.weights, smoothing)) });
  return layers;
}

/** Whether a line mostly keeps its direction, so that a strong stroke does not become a blot. */
function isCalm({ length, y }: Points): boolean {
  let turns = 0;
  for (let i = 2; i < length; i++) if ((y[i]! - y[i - 1]!) * (y[i - 1]! - y[i - 2]!) < 0) turns++;
  return turns < length / 4 || length < 50;
}

/** Lines of those that are there. */
function lines(along: Along, wanted: [column: Column | undefined, label: string | null, color: number][]): Layer[] {
  return wanted.flatMap(([column, label, color]): Layer[] => {
    if (!column || column.length === 0) return [];
    const { length, x, y } = along.place(column.points);
    return [{ kind: "line", label, color, points: { length, x, y } }];
  });
}

/** Whether numbers differ so much in size that only a logarithmic axis shows them all. */
export function isWide(layers: Layer[]): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const layer of layers) {
    if (!("points" in layer)) continue;
    const { length, y, low = y, high = y } = layer.points;
    for (let i = 0; i < length; i++) {
      if (low[i]! > 0 && low[i]! < least) least = low[i]!;
      if (high[i]! > most) most = high[i]!;
    }
  }
  return most > 20 * least;
}

function scaledBy(points: Points, factor: number): Points {
  return { length: points.length, x: points.x, y: Float64Array.from({ length: points.length }, (_, i) => factor * points.y[i]!) };
}
