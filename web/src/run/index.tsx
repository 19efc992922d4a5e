import { useEffect, useRef } from "preact/hooks";
import type { RunDetail } from "../api";
import { statusText } from "../parts/badge";
import { Failure, Loading, Notice } from "../parts/notice";
import { announce } from "../shell/announce";
import { useTitle } from "../shell/title";
import { Answer } from "./answer";
import { RunHeader } from "./header";
import { LiveCharts } from "./live-charts";
import { hasRounds, Rounds } from "./rounds";
import { RunFigure, RunFigures } from "./run-figures";
import type { RunSeries } from "./run-series";
import { RunSettings } from "./settings";
import { useRun } from "./use-run";
import "./run.css";

/** A run: what came of it, its curves while it trains and after, its figures and its settings. */
export function RunPage({ id, figure }: { id: string; figure?: string }) {
  const { detail, series, error, reload } = useRun(id);
  useTitle([figure, detail?.row.name ?? id].filter(Boolean).join(" · "));
  useStatusAnnouncement(detail);
  if (error && !detail)
    return (
      <>
        <h1>{id}</h1>
        <Failure title="The run cannot be shown" message={error} retry={reload} />
      </>
    );
  if (!detail) return <Loading what="the run" />;
  if (figure !== undefined) return <RunFigure detail={detail} name={figure} />;
  return (
    <article class="run">
      <RunHeader detail={detail} series={series} />
      {error && <Failure title="What is shown may be old" message={error} retry={reload} />}
      <Answer answer={detail.answer} advice={detail.advice} />
      {hasRounds(detail) && <Rounds detail={detail} />}
      <Curves detail={detail} series={series} />
      <RunFigures detail={detail} />
      <RunSettings detail={detail} />
    </article>
  );
}

function Curves({ detail, series }: { detail: RunDetail; series: RunSeries | undefined }) {
  if (series && !series.isEmpty) return <LiveCharts detail={detail} series={series} />;
  if (hasRounds(detail)) return null;
  return detail.row.status === "running" ? (
    <Notice title="No numbers yet">
      <p>Curves appear here after the first steps.</p>
    </Notice>
  ) : (
    <Notice title="No numbers along training">
      <p>The run ended before it recorded a step.</p>
    </Notice>
  );
}

/** Those who do not see the badge hear when it changes. */
function useStatusAnnouncement(detail: RunDetail | undefined) {
  const before = useRef<string | undefined>(undefined);
  const status = detail?.row.status;
  useEffect(() => {
    if (status !== undefined && before.current !== undefined && before.current !== status) announce(`${detail!.row.name}: ${statusText(status)}.`);
    before.current = status;
  }, [status]);
}
