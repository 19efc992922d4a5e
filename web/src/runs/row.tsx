import { useMemo } from "preact/hooks";
import type { RunRow } from "../contract";
import { classOf, columns } from "./columns";

interface Props {
  row: RunRow;
  now: number;
  isPicked: boolean;
  canPick: boolean;
  onPick: (id: string) => void;
}

/** A row of the table; one that has not changed is not drawn again. */
export function Row({ row, now, isPicked, canPick, onPick }: Props) {
  return useMemo(
    () => (
      <tr class={isPicked ? "picked" : ""}>
        <td>
          <input
            type="checkbox"
            aria-label={`Pick ${row.name} to compare`}
            checked={isPicked}
            disabled={!canPick && !isPicked}
            onChange={() => onPick(row.id)}
          />
        </td>
        {columns.map((column) => (
          <td key={column.key} class={`${classOf(column)}${column.value(row) === null ? " missing" : ""}`} {...(column.mark === undefined ? {} : { "data-mark": column.mark })}>
            {column.cell(row, now)}
          </td>
        ))}
      </tr>
    ),
    [row, now, isPicked, canPick, onPick],
  );
}
