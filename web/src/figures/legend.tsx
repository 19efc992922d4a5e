import type { Layer } from "./layer";
import { Swatch } from "./swatch";

interface Props {
  layers: Layer[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}

/** What is drawn how. Each entry hides and shows its layers. */
export function Legend({ layers, hidden, onChange }: Props) {
  const named = layers.filter((layer, i) => layer.label !== null && layers.findIndex((other) => other.label === layer.label) === i);
  if (named.length === 0) return null;
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
        </button>
      ))}
    </div>
  );
}
