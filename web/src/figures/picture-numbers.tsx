import { useState } from "preact/hooks";
import type { Axis, FigureData, MarkData, PanelData } from "./data";
import { short, withError } from "./format";
import { layersOf } from "./from-marks";
import { NumbersTable } from "./numbers-table";

/** The numbers behind a figure that is shown as a picture. */
export function PictureNumbers({ figure, name }: { figure: FigureData; name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="numbers" onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}>
      <summary>
        Numbers<span class="unseen"> of {name}</span>
      </summary>
      {isOpen && figure.panels.map((panel, i) => <PanelNumbers key={i} panel={panel} />)}
    </details>
  );
}

function PanelNumbers({ panel }: { panel: PanelData }) {
  const tables = panel.marks.filter((mark) => mark.kind === "bars" || mark.kind === "heat-map");
  const curves = panel.marks.flatMap(layersOf);
  return (
    <>
      {tables.length > 0 && (
        <div class="numbers-place" tabIndex={0} role="region" aria-label={`Numbers of ${panel.title}`}>
          {tables.map((mark, i) => (mark.kind === "bars" ? <BarNumbers key={i} mark={mark} panel={panel} /> : mark.kind === "heat-map" && <CellNumbers key={i} mark={mark} panel={panel} />))}
        </div>
      )}
      {curves.length > 0 && <NumbersTable layers={curves} x={panel.x} unit={1} title={panel.title} />}
    </>
  );
}

function BarNumbers({ mark, panel }: { mark: Extract<MarkData, { kind: "bars" }>; panel: PanelData }) {
  const along = mark.horizontal ? panel.y : panel.x;
  const reach = mark.horizontal ? panel.x : panel.y;
  return (
    <table class="table">
      <caption>{mark.label ?? panel.title}</caption>
      <thead>
        <tr>
          <th scope="col">{along.label || "what"}</th>
          <th scope="col" class="number">
            {reach.label || "value"}
          </th>
        </tr>
      </thead>
      <tbody>
        {mark.points.map(([at, value, error], i) => (
          <tr key={i}>
            <th scope="row">{nameAt(along, at)}</th>
            <td class="number">{withError(value, error)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows from the top, as they are drawn; a cell is named by its middle. */
function CellNumbers({ mark, panel }: { mark: Extract<MarkData, { kind: "heat-map" }>; panel: PanelData }) {
  const columns = middles(mark.xEdges);
  const rows = middles(mark.yEdges);
  return (
    <table class="table">
      <caption>
        {mark.scale.label || panel.title}: {panel.y.label} down, {panel.x.label} across
      </caption>
      <thead>
        <tr>
          <td />
          {columns.map((at) => (
            <th key={at} scope="col" class="number">
              {nameAt(panel.x, at)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .map((at, row) => (
            <tr key={at}>
              <th scope="row">{nameAt(panel.y, at)}</th>
              {columns.map((column, i) => (
                <td key={column} class="number">
                  {short(mark.values[row * columns.length + i])}
                </td>
              ))}
            </tr>
          ))
          .reverse()}
      </tbody>
    </table>
  );
}

const middles = (edges: number[]) => edges.slice(1).map((edge, i) => (edge + edges[i]!) / 2);

/** Bars beside each other stand a little off their name's place. */
const nameAt = (axis: Axis, at: number | null) => (at === null ? "–" : (axis.names[Math.round(at) - 1] ?? short(at)));
