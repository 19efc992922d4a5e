import type { Points } from "../figures/layer";

/** Points that a series keeps at most. */
const capacity = 20_000;

const smallest = 256;

/**
 * A number along training in a bounded room. When it is full, neighbours become one point each, with their mean, least and largest,
 * and from then on points are that much wider. Nothing is lost but resolution.
 */
export class Column {
  private steps = new Float64Array(smallest);
  private means = new Float64Array(smallest);
  private lows = new Float64Array(smallest);
  private highs = new Float64Array(smallest);
  private errors = new Float64Array(smallest);
  private counts = new Float64Array(smallest);
  private size = 0;
  private width = 1;
  private spread = false;
  private known = false;

  constructor(private readonly most = capacity) {}

  get length() {
    return this.size;
  }

  /** Whether some points stand for several numbers. */
  get hasSpread() {
    return this.spread;
  }

  /** How many numbers each point is the mean of. */
  get weights(): ArrayLike<number> {
    return this.counts;
  }

  /** The points now; their lists go on growing. */
  get points(): Points {
    return {
      length: this.size,
      x: this.steps,
      y: this.means,
      ...(this.spread ? { low: this.lows, high: this.highs } : {}),
      ...(this.known ? { error: this.errors } : {}),
    };
  }

  /** The number at the end; undefined without any. */
  get last(): { step: number; value: number; error: number } | undefined {
    const i = this.size - 1;
    return i < 0 ? undefined : { step: this.steps[i]!, value: this.means[i]!, error: this.errors[i]! };
  }

  /** Adds a number, or the mean of `count` with the least and the largest among them. */
  add(step: number, value: number, low = value, high = value, error = 0, count = 1) {
    const i = this.size - 1;
    if (low < high) this.spread = true;
    if (error > 0) this.known = true;
    if (i >= 0 && this.counts[i]! + count <= this.width) return this.join(i, step, value, low, high, error, count);
    if (this.size === this.steps.length) this.makeRoom();
    this.put(this.size++, step, value, low, high, error, count);
  }

  private put(i: number, step: number, value: number, low: number, high: number, error: number, count: number) {
    this.steps[i] = step;
    this.means[i] = value;
    this.lows[i] = low;
    this.highs[i] = high;
    this.errors[i] = error;
    this.counts[i] = count;
  }

  private join(i: number, step: number, value: number, low: number, high: number, error: number, count: number) {
    const before = this.counts[i]!;
    const all = before + count;
    const mean = (first: number, second: number) => first + ((second - first) * count) / all;
    this.spread ||= value !== this.means[i]!;
    this.put(i, mean(this.steps[i]!, step), mean(this.means[i]!, value), Math.min(this.lows[i]!, low), Math.max(this.highs[i]!, high), Math.max(this.errors[i]!, error), all);
  }

  private makeRoom() {
    if (this.size < this.most) return this.grow(Math.min(this.most, 2 * this.size));
    // Points that were wide from the start may not find a neighbour at once.
    while (this.size > this.most / 2 + 1) {
      this.width *= 2;
      this.merge();
    }
  }

  private merge() {
    const end = this.size;
    this.size = 0;
    for (let i = 0; i < end; i++) {
      const last = this.size - 1;
      const [step, value, low, high, error, count] = [this.steps[i]!, this.means[i]!, this.lows[i]!, this.highs[i]!, this.errors[i]!, this.counts[i]!];
      if (last >= 0 && this.counts[last]! + count <= this.width) this.join(last, step, value, low, high, error, count);
      else this.put(this.size++, step, value, low, high, error, count);
    }
  }

  private grow(room: number) {
    const larger = (list: Float64Array<ArrayBuffer>) => {
      const copy = new Float64Array(room);
      copy.set(list);
      return copy;
    };
    this.steps = larger(this.steps);
    this.means = larger(this.means);
    this.lows = larger(this.lows);
    this.highs = larger(this.highs);
    this.errors = larger(this.errors);
    this.counts = larger(this.counts);
  }
}
