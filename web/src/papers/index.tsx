import { useEffect, useState } from "preact/hooks";
import { getPapers, type PaperEntry } from "../api";
import { Failure, Loading } from "../parts/notice";
import { useTitle } from "../shell/title";

/** The papers' claims and what came of them. */
export function PapersPage(_: { paper?: string; claim?: string }) {
  const [papers, setPapers] = useState<PaperEntry[]>();
  const [error, setError] = useState("");
  useTitle("Papers");
  useEffect(() => {
    const abort = new AbortController();
    getPapers(abort.signal).then(setPapers, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, []);
  return (
    <>
      <h1>Papers</h1>
      {error !== "" && <Failure title="The papers cannot be listed" message={error} />}
      {!papers && error === "" && <Loading what="the papers" />}
      {papers && (
        <ul>
          {papers.map((paper) => (
            <li key={paper.paper}>{paper.title}</li>
          ))}
        </ul>
      )}
    </>
  );
}
