import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button";

/** A message in the page: what is the matter, and what to do. */
export function Notice({ title, tone = "quiet", children }: { title: string; tone?: "quiet" | "bad"; children?: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`} {...(tone === "bad" ? { role: "alert" } : {})}>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}

/** What could not be had, in the server's own words, and a way to ask again. */
export function Failure({ title, message, retry }: { title: string; message: string; retry?: () => void }) {
  return (
    <Notice title={title} tone="bad">
      <p>{message}</p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </Notice>
  );
}

/** Says that something is on its way, once that takes long enough to be noticed. */
export function Loading({ what }: { what: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), 250);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <p class="loading" role="status">
      {isLate ? `Loading ${what} …` : "\u00a0"}
    </p>
  );
}
