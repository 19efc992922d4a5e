import type { Metrics, MetricsEvent, Series } from "../api";
import { Column } from "./column";

/** All numbers along a run, by name, and how far in its file they reach. */
export class RunSeries {
  private readonly columns = new Map<string, Column>();
  private end = 0;

  /** The byte up to which is here. */
  get offset() {
    return this.end;
  }

  get names(): string[] {
    return [...this.columns.keys()];
  }

  get isEmpty() {
    return this.columns.size === 0;
  }

  get(name: string): Column | undefined {
    return this.columns.get(name);
  }

  /** The largest step that is known. */
  get lastStep(): number {
    return Math.max(0, ...[...this.columns.values()].map((column) => column.last?.step ?? 0));
  }

  /** Begins with what the server has. */
  static of(metrics: Metrics): RunSeries {
    const series = new RunSeries();
    series.append(metrics);
    return series;
  }

  /** Adds what comes after; what is here already is not added again. */
  append({ offset, series }: MetricsEvent) {
    if (offset <= this.end) return;
    this.end = offset;
    for (const [name, list] of Object.entries(series)) this.column(name, list);
  }

  private column(name: string, { step, value, low, high, error }: Series) {
    let column = this.columns.get(name);
    if (!column) this.columns.set(name, (column = new Column()));
    // A thinned point stands for about as many numbers as there are steps to the next.
    const count = low && step.length > 1 ? Math.max(1, Math.round((step.at(-1)! - step[0]!) / (step.length - 1))) : 1;
    for (let i = 0; i < step.length; i++) {
      const number = value[i];
      if (number === null || number === undefined) continue;
      column.add(step[i]!, number, low?.[i] ?? number, high?.[i] ?? number, error?.[i] ?? 0, count);
    }
  }
}
