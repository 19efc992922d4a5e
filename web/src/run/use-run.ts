import { useEffect, useRef, useState } from "preact/hooks";
import type { RunDetail } from "../api";
import { follow } from "./follow";
import type { RunSeries } from "./run-series";

/** A run as it is known now. */
export interface LiveRun {
  detail: RunDetail | undefined;
  /** Appended to in place. */
  series: RunSeries | undefined;
  error: string;
  reload: () => void;
}

/** A run with its numbers, and what is added to them while it trains. */
export function useRun(id: string): LiveRun {
  const [detail, setDetail] = useState<RunDetail>();
  const [error, setError] = useState("");
  const [attempt, setAttempt] = useState(0);
  const [, redraw] = useState(0);
  const series = useRef<RunSeries | undefined>(undefined);
  const reload = () => setAttempt((n) => n + 1);

  useEffect(
    () =>
      follow(id, {
        found: (now, numbers) => {
          series.current = numbers;
          setDetail(now);
          setError("");
        },
        row: (row) => setDetail((now) => now && { ...now, row }),
        grown: () => redraw((n) => n + 1),
        again: reload,
        failed: setError,
      }),
    [id, attempt],
  );

  return { detail, series: series.current, error, reload };
}
