import type { ComparisonRow, RunRow } from "../api";
import { Badge, StatusBadge } from "../parts/badge";
import { Failure, Loading, Notice } from "../parts/notice";
import { runPath } from "../shell/route";
import { useTitle } from "../shell/title";
import { headlinesOf } from "./headline";
import { Key } from "./key";
import { namesOf } from "./names";
import { OverlayCharts } from "./overlay-charts";
import { mostRuns, Picker } from "./picker";
import { SideBySide } from "./side-by-side";
import { useComparison } from "./use-comparison";
import { mostStreams, useRuns } from "./use-runs";
import "../run/run.css";
import "./compare.css";

/** Runs side by side: where their settings differ, what came out, and their curves over each other, live. */
export function ComparePage({ ids: wanted }: { ids: string[] }) {
  const ids = wanted.slice(0, mostRuns);
  const { runs, errors } = useRuns(ids);
  const rows = runs.map(({ detail }) => detail.row);
  const { answer, error } = useComparison(ids, rows.map(({ status }) => status).join());
  const names = namesOf(rows);
  useTitle(ids.length === 0 ? "Compare runs" : `Compare ${ids.map((id) => names.get(id) ?? id).join(", ")}`);
  const problems = [...new Set([error, ...errors].filter(Boolean))];
  return (
    <div class="compare">
      <div>
        <div class="page-head">
          <h1>Compare runs</h1>
        </div>
        <Picker ids={ids} names={names} />
      </div>
      {wanted.length > mostRuns && <Notice title={`Of ${wanted.length} runs the first ${mostRuns} are shown: more could not be told apart.`} />}
      {problems.map((problem) => (
        <Failure key={problem} title="Something of these runs is missing" message={problem} />
      ))}
      {ids.length === 0 && (
        <Notice title="No run is chosen">
          <p>
            Add runs above, or choose them in the <a href="/">list</a>.
          </p>
        </Notice>
      )}
      {rows.filter(({ status }) => status === "running").length > mostStreams && <Notice title={`More than ${mostStreams} of these runs are training. Among the first ${mostStreams} those that train are followed; load the page again for the others.`} />}
      {rows.length === 0 && ids.length > 0 && problems.length === 0 && <Loading what="the runs" />}
      {rows.length > 0 && (
        <>
          {ids.length > 1 && answer && answer.runs.length === ids.length && <Differences rows={answer.differences} ids={ids} names={names} />}
          {answer?.conclusions && <Conclusions sentences={answer.conclusions} />}
          <Headlines rows={rows} ids={ids} names={names} />
          <OverlayCharts runs={runs} names={names} />
          {answer?.outcomes && answer.runs.length === ids.length && (
            <section>
              <h2>All that came out, with errors</h2>
              <SideBySide caption="What came out" heads={headsOf(ids, names)} rows={answer.outcomes.map(({ name, values }) => ({ name, cells: values }))} />
            </section>
          )}
        </>
      )}
    </div>
  );
}

function Differences({ rows, ids, names }: { rows: ComparisonRow[]; ids: string[]; names: Map<string, string> }) {
  return (
    <section>
      <h2>Where their settings differ</h2>
      {rows.length === 0 ? (
        <p class="soft">Nowhere: all settings are the same.</p>
      ) : (
        <SideBySide caption="Settings that differ" heads={headsOf(ids, names)} rows={rows.map(({ name, values }) => ({ name, cells: values }))} />
      )}
    </section>
  );
}

function Conclusions({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="answer">
      <h2>What follows</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}

function Headlines({ rows, ids, names }: { rows: RunRow[]; ids: string[]; names: Map<string, string> }) {
  const heads = rows.map(({ id }) => headOf(id, ids.indexOf(id), names));
  const status = { name: "status", cells: rows.map((row) => <StatusBadge row={row} />) };
  const numbers = headlinesOf(rows).map(({ name, cells }) => ({
    name,
    cells: cells.map(({ text, mark }) => (
      <>
        {text} {mark && <Badge tone="good">{mark}</Badge>}
      </>
    )),
  }));
  return (
    <section>
      <h2>The numbers now</h2>
      <SideBySide caption="The numbers now" heads={heads} rows={[status, ...numbers]} />
    </section>
  );
}

const headsOf = (ids: string[], names: Map<string, string>) => ids.map((id, i) => headOf(id, i, names));

const headOf = (id: string, index: number, names: Map<string, string>) => (
  <a href={runPath(id)} class="run-head">
    <Key index={index} /> {names.get(id) ?? id}
  </a>
);
