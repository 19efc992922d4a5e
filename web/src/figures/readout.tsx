import { isCurve, type Layer } from "./layer";
import { reading } from "./lookup";
import { Swatch } from "./swatch";

interface Props {
  layers: Layer[];
  cursor: number;
  /** Where that is, in words. */
  at: string;
  /** Whether it stands at the left, so that the crosshair is not beneath it. */
  isLeft: boolean;
}

/** What the layers say at the crosshair. */
export function Readout({ layers, cursor, at, isLeft }: Props) {
  return (
    <div class={`readout ${isLeft ? "left" : "right"}`} aria-hidden="true">
      <span class="soft">{at}</span>
      {said(layers, cursor).map(({ layer, value }, i) => (
        <span key={i}>
          <Swatch layer={layer} />
          {value}
        </span>
      ))}
    </div>
  );
}

/** The layers that have something to say at an x. A line behind dots that say the same is left out. */
export function said(layers: Layer[], cursor: number): { layer: Layer; value: string }[] {
  return layers
    .filter((layer) => layer.label !== null || !layers.some((other) => other !== layer && isCurve(other) && isCurve(layer) && other.points.y === layer.points.y))
    .map((layer) => ({ layer, value: reading(layer, cursor) }))
    .filter(({ value }) => value !== "");
}
