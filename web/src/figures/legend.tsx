import type { Layer } from "./layer";
import { reading } from "./lookup";
import { Swatch } from "./swatch";

interface Props {
  layers: Layer[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
  /** Where the crosshair is. */
  cursor: number | null;
  /** The same in words. */
  at: string;
}

/** What is drawn how, with its value at the crosshair. Each entry hides and shows its layers. */
export function Legend({ layers, hidden, onChange, cursor, at }: Props) {
  const named = layers.filter((layer, i) => layer.label !== null && layers.findIndex((other) => other.label === layer.label) === i);
  const toggle = (label: string) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    onChange(next);
  };
  return (
    <div class="legend">
      {named.map((layer) => (
        <button key={layer.label} type="button" aria-pressed={!hidden.has(layer.label!)} onClick={() => toggle(layer.label!)}>
          <Swatch layer={layer} />
          {layer.label}
          {cursor !== null && <span class="legend-value">{reading(layer, cursor)}</span>}
        </button>
      ))}
      {named.length === 0 && cursor !== null && <span class="legend-value">{layers.map((layer) => reading(layer, cursor)).find((value) => value !== "") ?? ""}</span>}
      <span class="legend-at">{at || "\u00a0"}</span>
    </div>
  );
}
