import type { Points } from "../figures/layer";

/**
 * The exponential moving mean: each number counts e times less for every `steps` steps that it lies back. The start is not drawn towards
 * zero, because weights are divided by their sum.
 */
export function smooth({ length, x, y }: Points, weights: ArrayLike<number>, steps: number): Points {
  const smoothed = new Float64Array(length);
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < length; i++) {
    const kept = i === 0 ? 0 : Math.exp((x[i - 1]! - x[i]!) / steps);
    sum = sum * kept + weights[i]! * y[i]!;
    weight = weight * kept + weights[i]!;
    smoothed[i] = sum / weight;
  }
  return { length, x, y: smoothed };
}
