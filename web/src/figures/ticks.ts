/** Where an axis has its numbers: the same rules as the figures of the tool. */
import type { Axis } from "./data";

/** Numbers to write between two ends of an axis. */
export function ticks(axis: Axis, minimum: number, maximum: number, wanted: number): number[] {
  if (!(maximum > minimum)) return [minimum];
  if (axis.log) return log(minimum, maximum, wanted);
  return axis.linearUpTo ? symlog(minimum, maximum, axis.linearUpTo, wanted) : linear(minimum, maximum, wanted, axis.whole);
}

/** Round numbers 1, 2 or 5 times a power of ten apart. */
export function linear(minimum: number, maximum: number, wanted: number, isWhole = false): number[] {
  const rough = (maximum - minimum) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  let step = (share <= 1.4 ? 1 : share <= 3 ? 2 : share <= 6 ? 5 : 10) * power;
  if (isWhole) step = Math.max(1, Math.round(step));
  const first = Math.ceil(minimum / step - 1e-9);
  const last = Math.floor(maximum / step + 1e-9);
  // Multiples of the step, not sums of it: 0.1 + 0.2 is not 0.3. A division by the inverse keeps 0.3 exact.
  const inverse = Math.round(1 / step);
  return range(last - first + 1, (i) => (step < 1 ? (first + i) / inverse : (first + i) * step));
}

/** Powers of ten, with 2 and 5 times them where there are few. */
export function log(minimum: number, maximum: number, wanted: number): number[] {
  const first = Math.floor(Math.log10(minimum) + 1e-9);
  const decades = Math.ceil(Math.log10(maximum) - 1e-9) - first;
  const every = Math.max(1, Math.ceil(decades / Math.max(1, wanted)));
  const span = Math.log10(maximum / minimum) - 1e-9;
  const factors = span <= 1 ? [1, 2, 3, 5] : span <= wanted / 2 ? [1, 2, 5] : [1];
  const found = range(decades + 1, (i) => i)
    .filter((i) => i % every === 0)
    .flatMap((i) => factors.map((factor) => factor * 10 ** (first + i)))
    .filter((tick) => tick >= minimum * (1 - 1e-9) && tick <= maximum * (1 + 1e-9));
  return found.length >= 2 ? found : linear(minimum, maximum, wanted);
}

/** Zero, and powers of ten of both signs beyond the part that is near-linear. */
export function symlog(minimum: number, maximum: number, linearUpTo: number, wanted: number): number[] {
  const first = Math.ceil(Math.log10(3 * linearUpTo));
  const last = Math.floor(Math.log10(Math.max(Math.abs(minimum), Math.abs(maximum))) + 1e-9);
  const sides = minimum < 0 && maximum > 0 ? 2 : 1;
  const every = Math.max(1, Math.ceil((sides * (last - first + 1)) / Math.max(1, wanted)));
  const powers = range(last - first + 1, (i) => i)
    .filter((i) => i % every === 0)
    .map((i) => 10 ** (last - i));
  const found = [...powers.map((power) => -power), 0, ...powers.reverse()].filter((tick) => tick >= minimum && tick <= maximum);
  return found.length >= 3 ? found : linear(minimum, maximum, wanted);
}

function range(count: number, of: (i: number) => number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) => of(i));
}
