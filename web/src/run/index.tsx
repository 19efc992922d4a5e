import { useEffect, useState } from "preact/hooks";
import { getRun, type RunDetail } from "../api";
import { StatusBadge } from "../parts/badge";
import { Failure, Loading } from "../parts/notice";
import { RunActions } from "../parts/run-actions";
import { useTitle } from "../shell/title";

/** A run: its numbers, live. */
export function RunPage({ id }: { id: string; figure?: string }) {
  const [detail, setDetail] = useState<RunDetail>();
  const [error, setError] = useState("");
  useTitle(detail?.row.name ?? id);
  useEffect(() => {
    const abort = new AbortController();
    getRun(id, abort.signal).then(setDetail, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, [id]);
  return (
    <>
      <h1>{detail?.row.name ?? id}</h1>
      {error !== "" && <Failure title="The run cannot be shown" message={error} />}
      {!detail && error === "" && <Loading what="the run" />}
      {detail && (
        <p>
          <StatusBadge row={detail.row} /> <RunActions row={detail.row} />
        </p>
      )}
    </>
  );
}
