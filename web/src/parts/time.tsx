import { useEffect, useState } from "preact/hooks";
import { missing } from "./number";

/** The clock, as often as needed for "2 min ago" to stay true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** How long ago something was; the full date stands in the title. */
export function Ago({ time, now }: { time: string | null; now: number }) {
  const then = time === null ? NaN : Date.parse(time);
  if (time === null || Number.isNaN(then)) return <>{missing}</>;
  return (
    <time dateTime={time} title={new Date(then).toLocaleString()}>
      {ago((now - then) / 1000)}
    </time>
  );
}

function ago(seconds: number): string {
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? "yesterday" : `${days} days ago`;
}
