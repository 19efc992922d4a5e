import { useEffect, useState } from "preact/hooks";
import type { RunDetail } from "../api";
import { follow } from "../run/follow";
import type { RunSeries } from "../run/run-series";

export interface ComparedRun {
  id: string;
  /** Its place among those compared, which decides its colour. */
  index: number;
  detail: RunDetail;
  series: RunSeries;
}

/** A browser opens six connections to a server; these many leave some for everything else. */
export const mostStreams = 4;

/** Runs with their numbers, in the order of their ids; those that are not here yet are left out. The first few are followed while they train. */
export function useRuns(ids: readonly string[]): { runs: ComparedRun[]; errors: string[] } {
  const [known] = useState(() => new Map<string, Omit<ComparedRun, "index">>());
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [attempts, setAttempts] = useState<Record<string, number>>({});
  const [, redraw] = useState(0);
  const changed = () => redraw((n) => n + 1);

  const key = ids.map((id, i) => `${i < mostStreams} ${attempts[id] ?? 0} ${id}`).join("\n");
  useEffect(() => {
    setErrors({});
    const leave = ids.map((id, i) =>
      follow(
        id,
        {
          found: (detail, series) => {
            known.set(id, { id, detail, series });
            changed();
          },
          row: (row) => {
            const run = known.get(id);
            if (run) known.set(id, { ...run, detail: { ...run.detail, row } });
            changed();
          },
          grown: changed,
          again: () => setAttempts((now) => ({ ...now, [id]: (now[id] ?? 0) + 1 })),
          failed: (message) => setErrors((now) => ({ ...now, [id]: message })),
        },
        i < mostStreams,
      ),
    );
    return () => leave.forEach((each) => each());
  }, [key]);

  return {
    runs: ids.flatMap((id, index) => {
      const run = known.get(id);
      return run ? [{ ...run, index }] : [];
    }),
    errors: Object.values(errors),
  };
}
