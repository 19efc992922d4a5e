import type { RunRow } from "../contract";
import { Button, LinkButton } from "../parts/button";
import { comparePath } from "../shell/route";

/** More would not be told apart in a picture. */
export const mostPicked = 8;

/** What to do with the runs that were picked; it stays in sight while the list is scrolled. */
export function Picked({ rows, onClear }: { rows: readonly RunRow[]; onClear: () => void }) {
  const ids = rows.map((row) => row.id);
  return (
    <div class="picked-place" role="region" aria-label="Picked runs">
      {ids.length > 0 && (
        <div class="picked-bar">
          <span role="status">
            {ids.length === 1 ? "1 run picked; pick another to compare." : `${ids.length} runs picked${ids.length === mostPicked ? ", the most there can be" : ""}.`}
          </span>
          <span class="spring" />
          <Button onClick={onClear}>Clear</Button>
          {ids.length > 1 && (
            <LinkButton kind="main" href={comparePath(ids)}>
              Compare
            </LinkButton>
          )}
        </div>
      )}
    </div>
  );
}
