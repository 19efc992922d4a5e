import type uPlot from "uplot";
import type { Axis } from "./data";
import { text } from "./format";
import type { PlotEvents, Scene } from "./plot";
import { palette } from "./palette";
import { ticks } from "./ticks";

interface Wish {
  scene: () => Scene;
  events: PlotEvents;
  paint: (chart: uPlot) => void;
  width: number;
  height: number;
  /** Charts with the same word have their crosshairs at the same x. */
  sync: string | undefined;
}

const font = "12px system-ui, sans-serif";

/** How uPlot is set up: no series of its own, scales that are set from outside, the tool's rules for numbers on axes. */
export function plotOptions({ scene, events, paint, width, height, sync }: Wish): uPlot.Options {
  const { x, y } = scene();
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    scales: { x: scale(x), y: scale(y) },
    series: [{}],
    axes: [
      {
        ...looks(),
        size: 26,
        label: x.label,
        labelSize: 18,
        labelGap: 2,
        labelFont: font,
        splits: (_, __, low, high) => ticks(scene().x, low / scene().unit, high / scene().unit, Math.max(2, width / 90)).map((tick) => tick * scene().unit),
        values: (_, places) => written(places.map((place) => place / scene().unit)),
      },
      {
        ...looks(),
        size: (_, values) => 14 + 7 * Math.max(2, ...(values ?? []).map((value) => value.length)),
        splits: (_, __, low, high) => ticks(scene().y, low, high, Math.max(2, height / 45)),
        values: (_, places) => written(places),
      },
    ],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          events.onView(null);
          return null;
        },
      },
      ...(sync === undefined ? {} : { sync: { key: sync, scales: ["x", null], filters: { pub: isMove, sub: () => true } } }),
    },
    hooks: {
      draw: [paint],
      setCursor: [(chart) => events.onCursor(chart.cursor.left === undefined || chart.cursor.left < 0 ? null : chart.posToVal(chart.cursor.left, "x"))],
      setSelect: [
        (chart) => {
          const { left, width: wide } = chart.select;
          if (wide < 4) return;
          events.onView([chart.posToVal(left, "x"), chart.posToVal(left + wide, "x")]);
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** A selection belongs to the chart where it is made; only where the pointer is concerns the others. */
const isMove = (kind: string) => kind === "mousemove" || kind === "mouseleave";

const scale = (axis: Axis): uPlot.Scale => ({
  time: false,
  auto: false,
  // As it was set: uPlot would go on to the next power of ten.
  range: (_, low, high) => [low, high],
  distr: axis.log ? 3 : axis.linearUpTo ? 4 : 1,
  ...(axis.linearUpTo ? { asinh: axis.linearUpTo } : {}),
});

/** With as many digits as tell neighbours apart. */
function written(values: number[]): string[] {
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) || 1;
  const size = Math.max(...values.map(Math.abs), step);
  const digits = Math.min(15, Math.max(6, Math.ceil(Math.log10(size / step)) + 2));
  return values.map((value) => text(value, digits));
}

const looks = (): uPlot.Axis => ({
  font,
  stroke: () => palette().soft,
  grid: { stroke: () => palette().grid, width: 1 },
  ticks: { show: false },
  filter: (_, splits) => splits,
});
