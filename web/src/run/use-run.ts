import { useEffect, useRef, useState } from "preact/hooks";
import { getMetrics, getRun, type MetricsEvent, type RunDetail, type RunRow, type RunsEvent, runApi } from "../api";
import { openStream } from "../events";
import { inNextFrame, forget } from "../figures/frames";
import { RunSeries } from "./run-series";

/** A run as it is known now. */
export interface LiveRun {
  detail: RunDetail | undefined;
  series: RunSeries | undefined;
  /** Counts the changes of the series, which are appended to in place. */
  revision: number;
  error: string;
  reload: () => void;
}

/** A run with its numbers, and what is added to them while it trains. */
export function useRun(id: string): LiveRun {
  const [detail, setDetail] = useState<RunDetail>();
  const [error, setError] = useState("");
  const [attempt, setAttempt] = useState(0);
  const [revision, setRevision] = useState(0);
  const series = useRef<RunSeries | undefined>(undefined);
  const reload = () => setAttempt((n) => n + 1);

  useEffect(() => {
    const abort = new AbortController();
    const stop = follow(id, abort.signal, {
      detail: setDetail,
      row: (row) => setDetail((now) => now && { ...now, row }),
      series: (found) => (series.current = found),
      changed: () => setRevision((n) => n + 1),
      again: reload,
      failed: setError,
    });
    return () => {
      abort.abort();
      stop();
    };
  }, [id, attempt]);

  return { detail, series: series.current, revision, error, reload };
}

interface Follower {
  detail: (detail: RunDetail) => void;
  row: (row: RunRow) => void;
  series: (series: RunSeries) => void;
  changed: () => void;
  /** All of it must be asked for anew. */
  again: () => void;
  failed: (message: string) => void;
}

function follow(id: string, signal: AbortSignal, on: Follower): () => void {
  let close = () => {};
  const begin = async () => {
    const [detail, metrics] = await Promise.all([getRun(id, signal), getMetrics(id, 2000, signal)]);
    const series = RunSeries.of(metrics);
    on.series(series);
    on.detail(detail);
    on.changed();
    on.failed("");
    if (detail.row.status === "running") close = listen(id, series, on);
    else if (detail.row.status === "interrupted") close = awaitResumption(id, on);
  };
  begin().catch((reason: Error) => {
    if (!signal.aborted) on.failed(reason.message);
  });
  return () => close();
}

function listen(id: string, series: RunSeries, on: Follower): () => void {
  const close = openStream({
    url: () => runApi(id, `/stream?from=${series.offset}`),
    events: {
      metrics: (data) => {
        series.append(data as MetricsEvent);
        inNextFrame(on.changed);
      },
      row: (data) => on.row(data as RunRow),
      done: () => on.again(),
      reset: () => on.again(),
    },
  });
  return () => {
    forget(on.changed);
    close();
  };
}

/** An interrupted run has no stream; the list's tells when it goes on. */
function awaitResumption(id: string, on: Follower): () => void {
  return openStream({
    url: () => "/api/stream",
    events: {
      runs: (data) => {
        if ((data as RunsEvent).changed.some((row) => row.id === id && row.status === "running")) on.again();
      },
    },
  });
}
