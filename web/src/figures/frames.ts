/** One animation frame in which everything that waits is drawn, each once. */
const waiting = new Set<() => void>();
let frame = 0;

/** Draws in the next frame. Asking again before that changes nothing. */
export function inNextFrame(draw: () => void): void {
  waiting.add(draw);
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    const now = [...waiting];
    waiting.clear();
    for (const each of now) each();
  });
}

export const forget = (draw: () => void): void => void waiting.delete(draw);
