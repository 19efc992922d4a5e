/** Acts soon after it is asked to, and at most once in so many milliseconds however often that is. */
export function paced(act: () => void, milliseconds: number): { ask: () => void; cancel: () => void } {
  let timer: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const run = () => {
    timer = undefined;
    last = performance.now();
    act();
  };
  return {
    ask: () => (timer ??= window.setTimeout(run, Math.max(0, last + milliseconds - performance.now()))),
    cancel: () => {
      window.clearTimeout(timer);
      timer = undefined;
    },
  };
}
