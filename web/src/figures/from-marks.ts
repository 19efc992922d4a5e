import type { FigureData, MarkData, PanelData } from "./data";
import { type Layer, pointsOf } from "./layer";

/** Whether all of a figure is curves and points, which the page draws itself; tables of colours and named bars stay the tool's picture. */
export const isInteractive = (figure: FigureData): boolean => figure.panels.every(hasCurves);

const hasCurves = (panel: PanelData) =>
  panel.x.names.length === 0 && panel.y.names.length === 0 && panel.marks.every((mark) => mark.kind !== "bars" && mark.kind !== "heat-map");

/** What a mark looks like in a chart; nothing for those that a chart has not. */
export function layersOf(mark: MarkData): Layer[] {
  const style = { label: mark.label, color: mark.color };
  switch (mark.kind) {
    case "line":
      return [{ ...style, kind: "line", faint: mark.faint, dash: dashOf(mark.color), points: pointsOf(column(mark.points, 0), column(mark.points, 1)) }];
    case "band": {
      const [low, high] = [column(mark.points, 1), column(mark.points, 2)];
      return [{ ...style, kind: "band", points: pointsOf(column(mark.points, 0), low, { low, high }) }];
    }
    case "dots":
      return [{ ...style, kind: "dots", points: pointsOf(column(mark.points, 0), column(mark.points, 1), { error: column(mark.points, 2) }) }];
    case "stems":
      return [{ ...style, kind: "stems", points: pointsOf(column(mark.points, 0), column(mark.points, 1)) }];
    case "histogram":
      return [{ ...style, kind: "histogram", edges: mark.edges, heights: mark.heights }];
    case "rule":
      return mark.y === null ? [] : [{ ...style, kind: "rule", y: mark.y, text: mark.text }];
    case "upright":
      return mark.x === null ? [] : [{ ...style, kind: "upright", x: mark.x, text: mark.text }];
    case "note":
      return mark.x === null || mark.y === null ? [] : [{ ...style, kind: "note", x: mark.x, y: mark.y, text: mark.text }];
    case "bars":
    case "heat-map":
      return [];
  }
}

/** Colours begin again past the last of the palette; a pattern tells those apart. */
const dashOf = (color: number) => (color < 0 ? 1 : Math.floor(color / 6) * 2);

const column = (points: (number | null)[][], index: number) => Float64Array.from(points, (point) => point[index] ?? Number.NaN);
