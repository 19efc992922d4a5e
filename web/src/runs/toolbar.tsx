import { useEffect, useRef } from "preact/hooks";
import type { RunRow } from "../contract";
import { statusText } from "../parts/badge";
import { Button } from "../parts/button";
import { Select } from "../parts/field";
import { columns, sortKeys } from "./columns";
import { isFiltered, type Query } from "./query";

interface Props {
  rows: readonly RunRow[];
  query: Query;
  onChange: (change: Partial<Query>) => void;
}

export function Toolbar({ rows, query, onChange }: Props) {
  return (
    <div class="toolbar" role="search">
      <SearchBox words={query.words} onChange={(words) => onChange({ words })} />
      <Filter label="Status" name="status" rows={rows} query={query} onChange={onChange} />
      <Filter label="Model" name="model" rows={rows} query={query} onChange={onChange} />
      <Filter label="Data" name="data" rows={rows} query={query} onChange={onChange} />
      <SortChoice query={query} onChange={onChange} />
      {isFiltered(query) && <Button onClick={() => onChange({ words: "", status: "", model: "", data: "" })}>Show all</Button>}
    </div>
  );
}

function SearchBox({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <input
      ref={box}
      type="search"
      class="search"
      aria-label="Search runs"
      aria-keyshortcuts="/"
      title="Every word must occur: a name, data, a model, lr=0.1, batch=32, seed=1. The key / comes here."
      placeholder="Search: name, data, lr=0.1 …"
      autocomplete="off"
      spellcheck={false}
      value={words}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

function Filter({ label, name, rows, query, onChange }: Props & { label: string; name: "status" | "model" | "data" }) {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[name];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  // What the address asks for is a choice even when no run has it.
  if (query[name] !== "" && !counts.has(query[name])) counts.set(query[name], 0);
  const choices = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([value, count]) => ({ value, text: `${said(value)} (${count})` }));
  return <Select label={label} value={query[name]} choices={[{ value: "", text: "any" }, ...choices]} onChange={(value) => onChange({ [name]: value })} />;
}

const said = (value: string) => (value === "loss-reached" ? statusText(value) : value);

// Where columns are hidden, their headings cannot be used to sort.
function SortChoice({ query, onChange }: Pick<Props, "query" | "onChange">) {
  return (
    <span class="sort-choice">
      <Select
        label="Sort by"
        value={query.sort}
        choices={columns.map((column) => ({ value: column.key, text: column.meaning ?? column.heading }))}
        onChange={(value) => onChange({ sort: sortKeys.find((key) => key === value) ?? query.sort })}
      />
      <Button title={query.isDescending ? "Descending: change to ascending" : "Ascending: change to descending"} onClick={() => onChange({ isDescending: !query.isDescending })}>
        {query.isDescending ? "↓" : "↑"}
        <span class="unseen">{query.isDescending ? "descending" : "ascending"}</span>
      </Button>
    </span>
  );
}
