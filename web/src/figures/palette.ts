/** The page's colours as a canvas needs them, read again when the system changes between light and dark. */
export interface Palette {
  paper: string;
  ink: string;
  soft: string;
  grid: string;
  series: string[];
}

let current: Palette | undefined;
const listeners = new Set<() => void>();

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  current = undefined;
  for (const listener of [...listeners]) listener();
});

export function palette(): Palette {
  current ??= read();
  return current;
}

/** Calls back at each change until the function that it returns is called. */
export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The colour of a mark: past the last they begin again, and −1 is the frame's. */
export const colorOf = (index: number, colors = palette()) => (index < 0 ? colors.soft : colors.series[index % colors.series.length]!);

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return { paper: token("--paper"), ink: token("--ink"), soft: token("--soft"), grid: token("--line"), series: [0, 1, 2, 3, 4, 5].map((i) => token(`--c${i}`)) };
}
