import { useState } from "preact/hooks";
import type { RunDetail } from "../api";
import { Chart } from "../figures/chart";
import type { Range } from "../figures/extent";
import { Select } from "../parts/field";
import { type AlongChoice, alongOf, isFlow } from "./along";
import { type ChartSpec, chartsOf } from "./chart-specs";
import type { RunSeries } from "./run-series";
import { SmoothingSlider } from "./smoothing-slider";

/** The curves of a run. They share what is shown of x, and the crosshair. */
export function LiveCharts({ detail, series }: { detail: RunDetail; series: RunSeries }) {
  const [choice, setChoice] = useState<AlongChoice>("epoch");
  const [smoothing, setSmoothing] = useState(0);
  const [view, setView] = useState<Range | null>(null);
  const along = alongOf(series, detail, choice);
  const { main, small } = chartsOf({ series, detail, along, smoothing });
  // Every chart ends where the run does, whether its own numbers reach so far or not.
  const x = { ...along.x, maximum: along.end };
  const shared = { x, unit: along.unit, sync: "run", view, onView: setView };
  const draw = (chart: ChartSpec, height: number, level: 3 | 4) => (
    <Chart key={chart.key} title={chart.title} description={chart.description} y={chart.y} layers={chart.layers} height={height} level={level} {...shared} />
  );
  return (
    <section aria-labelledby="curves">
      <div class="section-head">
        <h2 id="curves">Along training</h2>
        {!isFlow(series) && detail.stepsPerEpoch > 0 && (
          <Select
            label="Count in"
            value={choice}
            onChange={(value) => setChoice(value as AlongChoice)}
            choices={[
              { value: "epoch", text: "epochs" },
              { value: "step", text: "steps" },
            ]}
          />
        )}
        {series.get("loss") && <SmoothingSlider value={smoothing} onChange={setSmoothing} />}
        <span class="soft hint">Drag to zoom, double-click to show all.</span>
      </div>
      <div class="chart-grid">{main.map((chart) => draw(chart, 240, 3))}</div>
      {small.length > 0 && (
        <>
          <h3 class="small-head">Settings and instruments</h3>
          <div class="chart-grid small">{small.map((chart) => draw(chart, 170, 4))}</div>
        </>
      )}
    </section>
  );
}
