import { getMetrics, getRun, type MetricsEvent, type RunDetail, type RunRow, runApi } from "../api";
import { openStream } from "../events";
import { paced } from "./pace";
import { RunSeries } from "./run-series";

/** Who is told about a run. */
export interface Follower {
  /** All of it, at the start. */
  found: (detail: RunDetail, series: RunSeries) => void;
  row: (row: RunRow) => void;
  /** The series have grown in place. */
  grown: () => void;
  /** All of it must be asked for anew. */
  again: () => void;
  failed: (message: string) => void;
}

/** Reads a run and, where it may still go on, listens for what is added, until the function that it returns is called. */
export function follow(id: string, on: Follower, mayListen = true): () => void {
  const abort = new AbortController();
  let close = () => {};
  const begin = async () => {
    const [detail, metrics] = await Promise.all([getRun(id, abort.signal), getMetrics(id, 2000, abort.signal)]);
    const series = RunSeries.of(metrics);
    on.found(detail, series);
    if (mayListen && mayGoOn(detail.row)) close = listen(id, series, on);
  };
  begin().catch((reason: Error) => {
    if (!abort.signal.aborted) on.failed(reason.message);
  });
  return () => {
    abort.abort();
    close();
  };
}

/** An interrupted run may be resumed, from here or from a terminal. */
const mayGoOn = ({ status }: RunRow) => status === "running" || status === "interrupted";

/** Eyes do not read numbers that change more often. */
const redrawEvery = 200;

function listen(id: string, series: RunSeries, on: Follower): () => void {
  let row: RunRow | undefined;
  const redraw = paced(() => {
    if (row) on.row(row);
    row = undefined;
    on.grown();
  }, redrawEvery);
  const close = openStream({
    url: () => runApi(id, `/stream?from=${series.offset}`),
    events: {
      metrics: (data) => {
        series.append(data as MetricsEvent);
        redraw.ask();
      },
      row: (data) => {
        row = data as RunRow;
        redraw.ask();
      },
      done: on.again,
      reset: on.again,
    },
  });
  return () => {
    redraw.cancel();
    close();
  };
}
