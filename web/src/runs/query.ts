import type { RunRow } from "../contract";
import { sortKeys, type SortKey } from "./columns";

/** What of the list is shown, and in which order; it stands in the address, so that it can be linked to. */
export interface Query {
  words: string;
  status: string;
  model: string;
  data: string;
  sort: SortKey;
  isDescending: boolean;
}

export const newestFirst: Query = { words: "", status: "", model: "", data: "", sort: "started", isDescending: true };

export function parseQuery(search: string): Query {
  const found = new URLSearchParams(search);
  const sort = found.get("sort") ?? "";
  const key = sortKeys.find((name) => name === sort.replace(/^-/, ""));
  return {
    words: found.get("q") ?? "",
    status: found.get("status") ?? "",
    model: found.get("model") ?? "",
    data: found.get("data") ?? "",
    sort: key ?? newestFirst.sort,
    isDescending: key === undefined ? newestFirst.isDescending : sort.startsWith("-"),
  };
}

/** The address of the list that shows this; what is as usual is left out. */
export function queryPath(query: Query): string {
  const parts = new URLSearchParams();
  if (query.words !== "") parts.set("q", query.words);
  for (const name of ["status", "model", "data"] as const) if (query[name] !== "") parts.set(name, query[name]);
  if (query.sort !== newestFirst.sort || query.isDescending !== newestFirst.isDescending) {
    parts.set("sort", (query.isDescending ? "-" : "") + query.sort);
  }
  const text = parts.toString();
  return text === "" ? "/" : `/?${text}`;
}

export const isFiltered = ({ words, status, model, data }: Query) => words.trim() !== "" || status !== "" || model !== "" || data !== "";

const texts = new WeakMap<RunRow, string>();

/** What the search looks at. */
function textOf(row: RunRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { id, name, status, data, model, verdict, learningRate, batch, momentum, seed } = row;
    text = `${id} ${name} ${status} ${data} ${model} ${verdict ?? ""} lr=${learningRate} η=${learningRate} batch=${batch} B=${batch} momentum=${momentum} β=${momentum} seed=${seed}`.toLowerCase();
    texts.set(row, text);
  }
  return text;
}

/** The rows that have every word and pass every filter, in order. What a run has no number for comes last, whichever way. */
export function select(rows: readonly RunRow[], query: Query, valueOf: (row: RunRow) => string | number | null): RunRow[] {
  const words = query.words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const kept = rows.filter(
    (row) =>
      (query.status === "" || row.status === query.status) &&
      (query.model === "" || row.model === query.model) &&
      (query.data === "" || row.data === query.data) &&
      (words.length === 0 || words.every((word) => textOf(row).includes(word))),
  );
  const sign = query.isDescending ? -1 : 1;
  return kept
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

const collator = new Intl.Collator("en", { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
