import { useState } from "preact/hooks";
import { Chart } from "../figures/chart";
import { axis } from "../figures/data";
import type { Range } from "../figures/extent";
import { Select } from "../parts/field";
import { type AlongChoice, isFlow } from "../run/along";
import type { ChartSpec } from "../run/chart-specs";
import { SmoothingSlider } from "../run/smoothing-slider";
import { overlaysOf } from "./overlays";
import type { ComparedRun } from "./use-runs";

/** The curves of several runs over each other, a colour and a pattern a run. */
export function OverlayCharts({ runs, names }: { runs: ComparedRun[]; names: Map<string, string> }) {
  const [choice, setChoice] = useState<AlongChoice>("epoch");
  const [smoothing, setSmoothing] = useState(30);
  const [view, setView] = useState<Range | null>(null);
  const drawn = runs.filter(({ series }) => !series.isEmpty);
  if (drawn.length === 0) return <p class="soft">None of these runs has numbers along training yet.</p>;
  const { main, small } = overlaysOf({ runs: drawn, names, choice, smoothing });
  const x = axis(drawn.every(({ series }) => isFlow(series)) ? "time" : choice, { minimum: 0 });
  const draw = (chart: ChartSpec, height: number, level: 3 | 4) => (
    <Chart key={chart.key} title={chart.title} description={chart.description} x={x} y={chart.y} layers={chart.layers} height={height} level={level} sync="compare" view={view} onView={setView} />
  );
  return (
    <section aria-labelledby="curves">
      <div class="section-head">
        <h2 id="curves">Along training</h2>
        <Select
          label="Count in"
          value={choice}
          onChange={(value) => {
            setChoice(value as AlongChoice);
            setView(null);
          }}
          choices={[
            { value: "epoch", text: "epochs" },
            { value: "step", text: "steps" },
          ]}
        />
        <SmoothingSlider value={smoothing} onChange={setSmoothing} />
        <span class="soft hint">Numbers of single steps are shown as moving means. Drag to zoom, double-click to show all.</span>
      </div>
      <div class="chart-grid">{main.map((chart) => draw(chart, 260, 3))}</div>
      {small.length > 0 && (
        <>
          <h3 class="small-head">Settings and instruments</h3>
          <div class="chart-grid small">{small.map((chart) => draw(chart, 170, 4))}</div>
        </>
      )}
    </section>
  );
}
