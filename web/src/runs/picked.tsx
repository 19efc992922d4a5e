import { useEffect } from "preact/hooks";
import type { RunRow } from "../contract";
import { Button, LinkButton } from "../parts/button";
import { announce } from "../shell/announce";
import { comparePath } from "../shell/route";

/** More would not be told apart in a picture. */
export const mostPicked = 8;

/** What to do with the runs that were picked; it stays in sight while the list is scrolled. */
export function Picked({ rows, onClear }: { rows: readonly RunRow[]; onClear: () => void }) {
  const ids = rows.map((row) => row.id);
  const text = ids.length === 1 ? "1 run picked; pick another to compare." : `${ids.length} runs picked${ids.length === mostPicked ? ", the most there can be" : ""}.`;
  useEffect(() => {
    if (ids.length > 0) announce(text);
  }, [ids.length]);
  if (ids.length === 0) return null;
  return (
    <section class="picked-bar" aria-label="Picked runs">
      <span>{text}</span>
      <span class="spring" />
      <Button onClick={onClear}>Clear</Button>
      {ids.length > 1 && (
        <LinkButton kind="main" href={comparePath(ids)}>
          Compare
        </LinkButton>
      )}
    </section>
  );
}
