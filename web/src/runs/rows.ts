import { useEffect } from "preact/hooks";
import { getRuns, type RunRow, type RunsEvent } from "../api";
import { openStream } from "../events";
import { createStore, useStore } from "../shell/store";

export interface Rows {
  /** Undefined until the server has answered. Newest first, as the server has them. */
  rows: RunRow[] | undefined;
  error: string;
}

// Kept while other pages are shown, so that the list is there at once when one comes back.
const store = createStore<Rows>({ rows: undefined, error: "" });

/** The runs below the root, as they are now. */
export function useRows(): Rows & { retry: () => void } {
  useEffect(() => {
    const feed = followRows();
    return feed.close;
  }, []);
  return { ...useStore(store), retry: () => void load() };
}

function followRows(): { close: () => void } {
  void load();
  return {
    close: openStream({
      url: () => "/api/stream",
      events: { runs: (data) => apply(data as RunsEvent) },
      // What changed while nobody listened is not told again.
      onStatus: (status) => status === "open" && void load(),
    }),
  };
}

let waiting: RunsEvent[] | undefined;

async function load(): Promise<void> {
  const missed: RunsEvent[] = [];
  waiting = missed;
  try {
    const rows = await getRuns();
    if (waiting !== missed) return;
    store.set({ rows: keepSame(store.get().rows ?? [], rows), error: "" });
    waiting = undefined;
    for (const event of missed) apply(event);
  } catch (error) {
    if (waiting !== missed) return;
    waiting = undefined;
    store.set({ rows: store.get().rows, error: error instanceof Error ? error.message : String(error) });
  }
}

function apply(event: RunsEvent): void {
  waiting?.push(event);
  const before = store.get().rows;
  if (before === undefined) return;
  store.set({ rows: merge(before, event), error: "" });
}

/** Rows after a change: known ones in their place, new ones first. */
export function merge(rows: readonly RunRow[], { changed, removed }: RunsEvent): RunRow[] {
  const news = new Map(changed.map((row) => [row.id, row]));
  const gone = new Set(removed);
  const kept = rows.filter((row) => !gone.has(row.id) || news.has(row.id)).map((row) => news.get(row.id) ?? row);
  const known = new Set(kept.map((row) => row.id));
  return [...changed.filter((row) => !known.has(row.id)), ...kept];
}

/** The new rows; where one says the same as before it is the same object, so that it is not drawn again. */
function keepSame(before: readonly RunRow[], after: readonly RunRow[]): RunRow[] {
  const old = new Map(before.map((row) => [row.id, row]));
  return after.map((row) => {
    const same = old.get(row.id);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(row) ? same : row;
  });
}
