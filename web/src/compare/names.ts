import type { RunRow } from "../api";

/** What to call runs beside each other: their names, and where those are the same their whole ids. */
export function namesOf(rows: readonly Pick<RunRow, "id" | "name">[]): Map<string, string> {
  return new Map(rows.map(({ id, name }) => [id, rows.some((other) => other.id !== id && other.name === name) ? id : name]));
}
