import type { Points } from "../figures/layer";

const mostLooked = 500;

/**
 * Where an axis goes over from equal distances to equal ratios, for numbers of which some are a hundred times larger than most; null
 * for others. A power of ten, so that it seldom changes while numbers are added.
 */
export function linearPart({ length, y, low = y, high = y }: Points): number | null {
  const every = Math.max(1, Math.floor(length / mostLooked));
  const sizes: number[] = [];
  let largest = 0;
  for (let i = 0; i < length; i++) {
    largest = Math.max(largest, Math.abs(low[i]!), Math.abs(high[i]!));
    if (i % every === 0) sizes.push(Math.abs(y[i]!));
  }
  const middle = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
  return middle > 0 && largest > 100 * middle ? 10 ** Math.ceil(Math.log10(middle)) : null;
}
