import { useCallback, useMemo, useState } from "preact/hooks";
import { LinkButton } from "../parts/button";
import { Failure, Loading } from "../parts/notice";
import { replaceAddress, useLocation } from "../shell/location";
import { useTitle } from "../shell/title";
import { columnOf, type Column } from "./columns";
import { NoRuns, NothingFound } from "./empty";
import { Picked } from "./picked";
import { parseQuery, queryPath, select, type Query } from "./query";
import { useRows } from "./rows";
import { RunsTable } from "./table";
import { Toolbar } from "./toolbar";
import "./runs.css";

/** The list of runs, live. */
export function RunsPage() {
  const { rows, error, retry } = useRows();
  const { search } = useLocation();
  const query = useMemo(() => parseQuery(search), [search]);
  const found = useMemo(() => rows && select(rows, query, columnOf(query.sort).value), [rows, query]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  useTitle("Runs");

  const change = (part: Partial<Query>) => replaceAddress(queryPath({ ...query, ...part }));
  const sort = (column: Column) => change({ sort: column.key, isDescending: query.sort === column.key ? !query.isDescending : column.isNumber });
  const pick = useCallback((id: string) => setPicked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id])), []);
  const pickedRows = rows?.filter((row) => picked.has(row.id)) ?? [];
  const isEmpty = rows?.length === 0;

  return (
    <>
      <div class="page-head">
        <h1>Runs</h1>
        <p class="soft" role="status">
          {rows && found && !isEmpty && countOf(found.length, rows.length)}
        </p>
        <span class="spring" />
        {!isEmpty && <LinkButton href="/start">Start a run</LinkButton>}
      </div>
      {error !== "" && <Failure title={rows ? "The list could not be brought up to date" : "The runs cannot be listed"} message={error} retry={retry} />}
      {isEmpty && error === "" && <NoRuns />}
      {!isEmpty && (rows || error === "") && (
        <>
          <Toolbar rows={rows ?? []} query={query} onChange={change} />
          <RunsTable rows={found} query={query} picked={picked} onSort={sort} onPick={pick} />
          {found?.length === 0 && <NothingFound onClear={() => change({ words: "", status: "", model: "", data: "" })} />}
          {rows === undefined && <Loading what="the runs" />}
          <Picked rows={pickedRows} onClear={() => setPicked(new Set())} />
        </>
      )}
    </>
  );
}

const countOf = (shown: number, total: number) => `${shown === total ? "" : `${shown} of `}${total} ${total === 1 ? "run" : "runs"}`;
