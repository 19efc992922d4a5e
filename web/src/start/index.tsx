import { useEffect, useState } from "preact/hooks";
import { getOptions, type TrainOption } from "../api";
import { Failure, Loading } from "../parts/notice";
import { useTitle } from "../shell/title";
import { StartForm } from "./start-form";
import "./start.css";

/** The form that starts a run. */
export function StartPage() {
  const [options, setOptions] = useState<TrainOption[]>();
  const [error, setError] = useState("");
  const [attempt, setAttempt] = useState(0);
  useTitle("Start a run");
  useEffect(() => {
    const abort = new AbortController();
    setError("");
    getOptions(abort.signal).then(setOptions, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, [attempt]);
  return (
    <>
      <div class="page-head">
        <h1>Start a run</h1>
      </div>
      {error !== "" && <Failure title="The settings cannot be listed" message={error} retry={() => setAttempt(attempt + 1)} />}
      {!options && error === "" && <Loading what="the settings" />}
      {options && <StartForm options={options} />}
    </>
  );
}
