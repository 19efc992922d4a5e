import type { ComponentChildren } from "preact";
import type { RunRow, RunStatus } from "../contract";

export type Tone = "good" | "bad" | "busy" | "warn" | "quiet";

/** A word with a colour and a shape; the word alone says it all. */
export function Badge({ tone, title, children }: { tone: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`} {...(title === undefined ? {} : { title })}>
      {children}
    </span>
  );
}

const tones: Record<RunStatus, Tone> = {
  running: "busy",
  finished: "good",
  "loss-reached": "good",
  diverged: "bad",
  interrupted: "warn",
  unreadable: "bad",
};

/** What a status is called on the page. */
export const statusText = (status: RunStatus) => (status === "loss-reached" ? "loss reached" : status);

export function StatusBadge({ row }: { row: Pick<RunRow, "status" | "message"> }) {
  return (
    <Badge tone={tones[row.status] ?? "quiet"} {...(row.message ? { title: row.message } : {})}>
      {statusText(row.status)}
    </Badge>
  );
}

/** The stability verdict of where a run landed. */
export function VerdictBadge({ verdict }: { verdict: string }) {
  const tone = verdict === "stable" ? "good" : verdict === "unstable" ? "bad" : "quiet";
  return <Badge tone={tone}>{verdict}</Badge>;
}
