import { setTimeout as pause } from "node:timers/promises";

/** Waits until a question is answered with something other than false, null or undefined, and returns the answer. */
export async function eventually(what, question, cap = 30_000) {
  const last = performance.now() + cap;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (performance.now() > last) throw new Error(`still not after ${cap / 1000} s: ${what}`);
    await pause(25);
  }
}
