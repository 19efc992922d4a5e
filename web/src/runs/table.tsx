import type { RunRow } from "../contract";
import { Button } from "../parts/button";
import { useNow } from "../parts/time";
import { classOf, columns, type Column } from "./columns";
import { useGrowing } from "./growing";
import { mostPicked } from "./picked";
import { queryPath, type Query } from "./query";
import { Row } from "./row";

interface Props {
  /** Undefined while they are loading. */
  rows: readonly RunRow[] | undefined;
  query: Query;
  picked: ReadonlySet<string>;
  onSort: (column: Column) => void;
  onPick: (id: string) => void;
}

export function RunsTable({ rows, query, picked, onSort, onPick }: Props) {
  const now = useNow();
  const count = rows?.length ?? 0;
  const { shown, more, end } = useGrowing(count, queryPath(query));
  return (
    <>
      <table class="table runs" aria-rowcount={rows ? count + 1 : -1} aria-busy={rows === undefined}>
        <caption class="unseen">Runs. The buttons in the headings sort.</caption>
        <thead>
          <tr>
            <th>
              <span class="unseen">Pick</span>
            </th>
            {columns.map((column) => (
              <Heading key={column.key} column={column} query={query} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.slice(0, shown).map((row) => (
            <Row key={row.id} row={row} now={now} isPicked={picked.has(row.id)} canPick={picked.size < mostPicked} onPick={onPick} />
          ))}
        </tbody>
      </table>
      {shown < count && (
        <p class="more" ref={(element) => void (end.current = element)}>
          <Button onClick={more}>Show more ({count - shown} left)</Button>
        </p>
      )}
    </>
  );
}

function Heading({ column, query, onSort }: { column: Column; query: Query; onSort: (column: Column) => void }) {
  const isSorted = query.sort === column.key;
  const arrow = isSorted ? (query.isDescending ? "↓" : "↑") : "";
  return (
    <th
      scope="col"
      class={classOf(column)}
      {...(isSorted ? { "aria-sort": query.isDescending ? "descending" : "ascending" } : {})}
    >
      <button class="sort" type="button" title={column.meaning ?? column.heading} onClick={() => onSort(column)}>
        {column.heading}
        <span class="arrow" aria-hidden="true">
          {arrow}
        </span>
      </button>
    </th>
  );
}
