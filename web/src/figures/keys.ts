import type { Range } from "./extent";

/** What a key does to a chart that shows a range, with the crosshair somewhere or nowhere. */
export function keyAction(key: string, [low, high]: Range, cursor: number | null): { cursor: number } | { view: Range | null } | undefined {
  const at = cursor ?? (low + high) / 2;
  const step = (high - low) / 50;
  switch (key) {
    case "ArrowRight":
      return { cursor: Math.min(high, at + step) };
    case "ArrowLeft":
      return { cursor: Math.max(low, at - step) };
    case "Home":
      return { cursor: low };
    case "End":
      return { cursor: high };
    case "+":
    case "=":
      return { view: [at - (at - low) / 2, at + (high - at) / 2] };
    case "-":
      return { view: [at - (at - low) * 2, at + (high - at) * 2] };
    case "0":
    case "Escape":
      return { view: null };
    default:
      return undefined;
  }
}
