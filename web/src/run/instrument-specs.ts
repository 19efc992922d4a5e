import type { InstrumentDescription } from "../api";
import { axis } from "../figures/data";
import type { Layer } from "../figures/layer";
import { type ChartSpec, stepLayers, type Wish } from "./chart-specs";
import { linearPart } from "./spread";

/** What every run records, which has charts of its own. */
export const recorded = new Set(["loss", "learningRate", "gradientNorm", "penalty", "runningLoss", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy", "time", "sharpness"]);

/** A chart for each instrument that was read, in the order of the tool's table; one that it does not list comes last, under its own name. */
export function instrumentCharts(wish: Wish): ChartSpec[] {
  const { series, detail } = wish;
  const listed = detail.instruments.filter(({ name }) => !recorded.has(name));
  const unlisted = series.names
    .filter((name) => !recorded.has(name) && !listed.some((instrument) => instrument.name === name))
    .map((name): InstrumentDescription => ({ name, label: name, meaning: "", isEachStep: false, isLog: false }));
  return [...listed, ...unlisted].flatMap((instrument) => chartOf(instrument, wish) ?? []);
}

function chartOf({ name, label, meaning, isEachStep, isLog }: InstrumentDescription, { series, along, smoothing }: Wish): ChartSpec | undefined {
  const column = series.get(name);
  if (!column || column.length === 0) return undefined;
  const layers: Layer[] = isEachStep ? stepLayers(column, along, { label: "each step", color: 0, smoothing, smoothColor: 1 }) : [{ kind: "dots", label: null, color: 0, points: along.place(column.points) }];
  return { key: name, title: label, description: meaning, y: axis("", { log: isLog, linearUpTo: isLog ? null : linearPart(column.points) }), layers };
}
