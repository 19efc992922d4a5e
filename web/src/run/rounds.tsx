import { useEffect, useState } from "preact/hooks";
import { getRuns, type RunDetail, type RunRow } from "../api";
import { short } from "../figures/format";
import { StatusBadge } from "../parts/badge";
import { formatShare } from "../parts/number";
import { runPath } from "../shell/route";

export const hasRounds = (detail: RunDetail) => typeof detail.record.settings["distillRounds"] === "number" && detail.record.settings["distillRounds"] > 1;

/** The rounds of a distillation, each a run with curves of its own. */
export function Rounds({ detail }: { detail: RunDetail }) {
  const { id, status, step } = detail.row;
  const [rows, setRows] = useState<RunRow[]>();
  const [error, setError] = useState("");
  useEffect(() => {
    const abort = new AbortController();
    getRuns(abort.signal).then(
      (runs) => setRows(runs.filter((row) => row.id.startsWith(`${id}/rounds/`)).sort((a, b) => (a.id < b.id ? -1 : 1))),
      (reason: Error) => !abort.signal.aborted && setError(reason.message),
    );
    return () => abort.abort();
  }, [id, status, step === null]);
  return (
    <section aria-labelledby="rounds">
      <h2 id="rounds">Rounds</h2>
      {error && <p role="alert">{error}</p>}
      {rows?.length === 0 && <p class="soft">The first round has not begun.</p>}
      {rows && rows.length > 0 && (
        <div class="table-place" tabIndex={0} role="region" aria-label="A row a round">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Round</th>
                <th scope="col">Status</th>
                <th scope="col" class="number">
                  Train loss
                </th>
                <th scope="col" class="number">
                  Test loss
                </th>
                <th scope="col" class="number">
                  Test accuracy
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <a href={runPath(row.id)}>{row.id.slice(row.id.lastIndexOf("/") + 1)}</a>
                  </th>
                  <td>
                    <StatusBadge row={row} />
                  </td>
                  <td class="number">{short(row.loss)}</td>
                  <td class="number">{short(row.testLoss)}</td>
                  <td class="number">{formatShare(row.testAccuracy)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
