import type { Layer } from "./layer";
import { dashes } from "./paint/canvas";

/** A small picture of how a layer is drawn. */
export function Swatch({ layer }: { layer: Layer }) {
  const color = `ink-${layer.color < 0 ? "frame" : layer.color % 6}`;
  const dash = layer.kind === "line" && layer.dash ? { "stroke-dasharray": dashes[layer.dash % dashes.length]!.join(" ") } : {};
  return (
    <svg class={`swatch ${color}`} width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
      {layer.kind === "line" && <path d="M1 5H21" {...dash} class={layer.faint ? "faint" : ""} />}
      {(layer.kind === "band" || layer.kind === "histogram") && <rect class="area" x="1" y="1" width="20" height="8" />}
      {(layer.kind === "dots" || layer.kind === "stems") && <path class="dot" d={shape(layer.color)} />}
    </svg>
  );
}

/** The shapes that the painter gives to each colour. */
function shape(color: number): string {
  switch (color < 0 ? -1 : color % 6) {
    case 1:
      return "M8 2h6v6h-6z";
    case 2:
      return "M11 1l4 7h-8z";
    case 3:
      return "M11 1l4 4l-4 4l-4 -4z";
    case 4:
      return "M11 9l4 -7h-8z";
    case 5:
      return "M9.6 0.8h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8v-2.8h-2.8v-2.8h2.8z";
    default:
      return "M7.5 5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
  }
}
