import { useEffect, useState } from "preact/hooks";
import { type ComparisonAnswer, getComparison } from "../api";

/** What the server says of runs side by side; asked for again when one of them changes its status. */
export function useComparison(ids: readonly string[], statuses: string): { answer: ComparisonAnswer | undefined; error: string } {
  const [answer, setAnswer] = useState<ComparisonAnswer>();
  const [error, setError] = useState("");
  const key = ids.join("\n");
  useEffect(() => {
    if (ids.length === 0) return;
    const abort = new AbortController();
    getComparison(ids, abort.signal).then(
      (found) => {
        setAnswer(found);
        setError("");
      },
      (reason: Error) => !abort.signal.aborted && setError(reason.message),
    );
    return () => abort.abort();
  }, [key, statuses]);
  return { answer, error };
}
