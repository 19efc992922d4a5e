import { useState } from "preact/hooks";
import type { Axis } from "./data";
import { short, text } from "./format";
import { type Curve, isCurve, type Layer, type Steps } from "./layer";

const mostRows = 100;

interface Props {
  layers: Layer[];
  x: Axis;
  unit: number;
  title: string;
  /** What the chart shows, in a sentence. */
  meaning?: string;
}

/** What a chart shows and the numbers behind it. Long lists are thinned, and say so. */
export function NumbersTable({ layers, x, unit, title, meaning = "" }: Props) {
  const [isOpen, setOpen] = useState(false);
  const lists = layers.filter((layer): layer is Curve | Steps => isCurve(layer) || layer.kind === "histogram");
  if (lists.length === 0) return null;
  return (
    <details class="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Numbers<span class="unseen"> of {title}</span>
      </summary>
      {isOpen && meaning !== "" && <p class="soft numbers-meaning">{meaning}</p>}
      {isOpen && (
        <div class="numbers-place" tabIndex={0} role="region" aria-label={`Numbers of ${title}`}>
          {lists.map((layer, i) => (
            <Numbers key={i} layer={layer} x={x} unit={unit} title={title} />
          ))}
        </div>
      )}
    </details>
  );
}

function Numbers({ layer, x, unit, title }: { layer: Curve | Steps; x: Axis; unit: number; title: string }) {
  const { heads, length, row } = listOf(layer, x, unit);
  const every = Math.max(1, Math.ceil(length / mostRows));
  const rows = Array.from({ length }, (_, i) => i).filter((i) => i % every === 0 || i === length - 1);
  return (
    <table class="table">
      <caption>
        {layer.label ?? title}
        {every > 1 && `, one in ${every} of ${length} points`}
      </caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" class="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            {row(i).map((cell, column) => (
              <td key={column} class="number">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function listOf(layer: Curve | Steps, x: Axis, unit: number): { heads: string[]; length: number; row: (i: number) => string[] } {
  const across = x.label || "x";
  if (layer.kind === "histogram") {
    const { edges, heights } = layer;
    return { heads: ["from", "to", "value"], length: heights.length, row: (i) => [short(edges[i]!), short(edges[i + 1]!), short(heights[i]!)] };
  }
  const { points } = layer;
  const { low, high, error } = points;
  const at = (i: number) => text(points.x[i]! / unit, 5);
  if (layer.kind === "band" && low && high) return { heads: [across, "low", "high"], length: points.length, row: (i) => [at(i), short(low[i]!), short(high[i]!)] };
  if (error) return { heads: [across, "value", "error"], length: points.length, row: (i) => [at(i), short(points.y[i]!), error[i]! > 0 ? short(error[i]!) : "–"] };
  return { heads: [across, "value"], length: points.length, row: (i) => [at(i), short(points.y[i]!)] };
}
