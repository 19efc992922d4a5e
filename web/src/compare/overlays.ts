import { axis } from "../figures/data";
import { type Layer, type Points, pointsOf } from "../figures/layer";
import { lowerBound } from "../figures/paint/curve";
import { type AlongChoice, alongOf } from "../run/along";
import { type ChartSpec, isWide, spec } from "../run/chart-specs";
import { recorded } from "../run/instrument-specs";
import { limitOf } from "../run/limit";
import { smooth } from "../run/smooth";
import type { ComparedRun } from "./use-runs";

export interface Overlay {
  runs: ComparedRun[];
  names: Map<string, string>;
  choice: AlongChoice;
  /** Steps that the moving mean of noisy numbers reaches over; 0 for none. */
  smoothing: number;
}

/** Curves of all runs over each other: those that everybody looks for, then the instruments that some run has. */
export function overlaysOf(wish: Overlay): { main: ChartSpec[]; small: ChartSpec[] } {
  const main = [
    overlay(wish, "runningLoss", "Training loss", "mean over the examples seen", { fallback: "trainLoss" }),
    overlay(wish, "testLoss", "Test loss", "mean over examples"),
    overlay(wish, "testAccuracy", "Test accuracy", "% right", { factor: 100, isLog: false }),
    overlay(wish, "sharpness", "Sharpness", "largest eigenvalue", { isLog: true, dots: true }),
    ratioChart(wish),
    overlay(wish, "gradientNorm", "Gradient norm", "‖g‖ of the batch", { isLog: true, isNoisy: true }),
  ].flatMap((chart) => chart ?? []);
  return { main, small: [overlay(wish, "learningRate", "Learning rate", "η") ?? [], ...instruments(wish)].flat() };
}

function instruments(wish: Overlay): ChartSpec[] {
  const described = new Map(wish.runs.flatMap(({ detail }) => detail.instruments.map((each) => [each.name, each] as const)));
  const found = new Set(wish.runs.flatMap(({ series }) => series.names));
  const ordered = [...described.keys(), ...[...found].filter((name) => !described.has(name))].filter((name) => found.has(name) && !recorded.has(name));
  return ordered.flatMap((name) => {
    const known = described.get(name);
    return overlay(wish, name, known?.label ?? name, "", { description: known?.meaning ?? "", isLog: known?.isLog ?? false, isNoisy: known?.isEachStep ?? false, dots: !(known?.isEachStep ?? false) }) ?? [];
  });
}

interface Looks {
  fallback?: string;
  factor?: number;
  isLog?: boolean;
  /** Whether it is a number of single steps, which is smoothed. */
  isNoisy?: boolean;
  /** Whether single readings are marked, with their errors. */
  dots?: boolean;
  description?: string;
}

function overlay(wish: Overlay, series: string, title: string, label: string, { fallback, factor = 1, isLog, isNoisy = false, dots = false, description }: Looks = {}): ChartSpec | undefined {
  const layers = wish.runs.flatMap((run): Layer[] => {
    const column = run.series.get(series) ?? (fallback === undefined ? undefined : run.series.get(fallback));
    if (!column || column.length === 0) return [];
    const raw = isNoisy && wish.smoothing > 0 ? smooth(column.points, column.weights, wish.smoothing) : column.points;
    return curve(wish, run, factor === 1 ? raw : { ...raw, y: Float64Array.from({ length: raw.length }, (_, at) => factor * raw.y[at]!) }, dots);
  });
  return spec(series, title, description ?? `${title} of each run along training.`, axis(label, { log: isLog ?? isWide(layers) }), layers);
}

/** Sharpness as a part of the limit that each run's own learning rate sets. */
function ratioChart(wish: Overlay): ChartSpec | undefined {
  const layers = wish.runs.flatMap((run): Layer[] => {
    const sharpness = run.series.get("sharpness")?.points;
    const rates = run.series.get("learningRate")?.points;
    if (!sharpness || !rates) return [];
    const { factor } = limitOf(run.detail.record.settings);
    const ratio = Float64Array.from({ length: sharpness.length }, (_, at) => (sharpness.y[at]! * rateAt(rates, sharpness.x[at]!)) / factor);
    return curve(wish, run, pointsOf(sharpness.x, ratio), true, sharpness.length);
  });
  if (layers.length === 0) return undefined;
  layers.push({ kind: "rule", label: null, color: -1, y: 1, text: "the limit" });
  return spec("sharpnessRatio", "Sharpness over its limit", "The sharpness of each run as a multiple of the largest at which full-batch descent is stable at its learning rate.", axis("multiple of the limit", { log: true }), layers);
}

const rateAt = ({ length, x, y }: Points, step: number) => y[Math.min(length - 1, lowerBound(x, length, step))]!;

function curve({ names, choice }: Overlay, { id, index, detail, series }: ComparedRun, points: Points, dots: boolean, length = points.length): Layer[] {
  const along = alongOf(series, detail, choice);
  const { x } = along.place({ ...points, length });
  const placed: Points = { length, x: along.unit === 1 ? x : Float64Array.from({ length }, (_, at) => x[at]! / along.unit), y: points.y };
  const line: Layer = { kind: "line", label: names.get(id) ?? id, color: index % 6, dash: index, points: placed };
  return dots ? [line, { kind: "dots", label: null, color: index % 6, points: points.error ? { ...placed, error: points.error } : placed }] : [line];
}
