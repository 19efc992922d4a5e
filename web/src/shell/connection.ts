import type { StreamStatus } from "../events";
import { createStore } from "./store";

const statuses = new Map<symbol, StreamStatus>();

/** Whether some part of the page waits for the server to come back. */
export const connectionLost = createStore(false);

/** Takes note of a stream's status; undefined when it is closed. */
export function reportConnection(key: symbol, status: StreamStatus | undefined): void {
  if (status === undefined) statuses.delete(key);
  else statuses.set(key, status);
  connectionLost.set([...statuses.values()].includes("lost"));
}
