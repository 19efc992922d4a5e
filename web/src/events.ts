import { reportConnection } from "./shell/connection";

export type StreamStatus = "connecting" | "open" | "lost";

export interface StreamSettings {
  /** Where to connect; `last` is the id of the last event that came, so that nothing is missed or told twice. */
  url: (last: string | undefined) => string;
  /** What to do with each named event's data. */
  events: Record<string, (data: unknown, id: string) => void>;
  /** Called at each change. "open" comes again after each interruption. */
  onStatus?: (status: StreamStatus) => void;
}

const firstWait = 500;
const longestWait = 10_000;

/**
 * Listens to the server until the function that it returns is called. A connection that breaks is opened again, at growing intervals.
 * A hidden tab holds no connection, because a browser opens only six to one server: it goes on where it was once it is seen.
 */
export function openStream(settings: StreamSettings): () => void {
  const key = Symbol("stream");
  let source: EventSource | undefined;
  let timer: number | undefined;
  let wait = firstWait;
  let last: string | undefined;

  const tell = (status: StreamStatus) => {
    reportConnection(key, status);
    settings.onStatus?.(status);
  };

  const disconnect = () => {
    window.clearTimeout(timer);
    source?.close();
    source = undefined;
  };

  const connect = () => {
    disconnect();
    const opened = new EventSource(settings.url(last));
    source = opened;
    opened.onopen = () => {
      wait = firstWait;
      tell("open");
    };
    opened.onerror = () => {
      disconnect();
      tell("lost");
      timer = window.setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(2 * wait, longestWait);
    };
    for (const [name, act] of Object.entries(settings.events)) {
      opened.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId !== "") last = event.lastEventId;
        act(JSON.parse(event.data === "" ? "null" : event.data), event.lastEventId);
      });
    }
  };

  const onVisibility = () => (document.hidden ? disconnect() : connect());
  const onOnline = () => {
    if (!document.hidden && source === undefined) connect();
  };

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", onOnline);
  tell("connecting");
  if (!document.hidden) connect();
  return () => {
    disconnect();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", onOnline);
    reportConnection(key, undefined);
  };
}
