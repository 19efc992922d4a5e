import type { StreamStatus } from "../events";
import { createStore } from "./store";

const statuses = new Map<symbol, StreamStatus>();

// A connection that is back at once is no news.
const patience = 800;
let timer: number | undefined;

/** Whether some part of the page waits for the server to come back. */
export const connectionLost = createStore(false);

/** Takes note of a stream's status; undefined when it is closed. */
export function reportConnection(key: symbol, status: StreamStatus | undefined): void {
  if (status === undefined) statuses.delete(key);
  else statuses.set(key, status);
  const isLost = [...statuses.values()].includes("lost");
  if (isLost && timer === undefined) timer = window.setTimeout(() => connectionLost.set(true), patience);
  if (isLost) return;
  window.clearTimeout(timer);
  timer = undefined;
  connectionLost.set(false);
}
