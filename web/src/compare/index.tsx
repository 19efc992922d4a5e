import { useEffect, useState } from "preact/hooks";
import { getComparison, type ComparisonAnswer } from "../api";
import { Failure, Loading } from "../parts/notice";
import { useTitle } from "../shell/title";

/** Runs side by side. */
export function ComparePage({ ids }: { ids: string[] }) {
  const [answer, setAnswer] = useState<ComparisonAnswer>();
  const [error, setError] = useState("");
  const key = ids.join("\n");
  useTitle("Compare runs");
  useEffect(() => {
    const abort = new AbortController();
    getComparison(ids, abort.signal).then(setAnswer, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, [key]);
  return (
    <>
      <h1>Compare runs</h1>
      {error !== "" && <Failure title="The runs cannot be compared" message={error} />}
      {!answer && error === "" && <Loading what="the comparison" />}
      {answer && <p>{answer.runs.map(({ row }) => row.name).join(", ")}</p>}
    </>
  );
}
