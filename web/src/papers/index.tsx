import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { getPapers, type PaperEntry } from "../api";
import { CommandLine } from "../parts/command-line";
import { Failure, Loading, Notice } from "../parts/notice";
import { useTitle } from "../shell/title";
import { ClaimPage } from "./claim-page";
import { ClaimsTable } from "./claims-table";
import { Filters, tally, useVerdictFilter } from "./filters";
import { verdictOf } from "./verdict";
import "../run/run.css";
import "./papers.css";

/** The papers' claims and what came of them; one claim where the address names it. */
export function PapersPage({ paper: wanted, claim: wantedClaim }: { paper?: string; claim?: string }) {
  const [papers, setPapers] = useState<PaperEntry[]>();
  const [error, setError] = useState("");
  const [attempt, setAttempt] = useState(0);
  useTitle([wantedClaim, wanted, "Papers"].filter(Boolean).join(" · "));
  useEffect(() => {
    const abort = new AbortController();
    setError("");
    getPapers(abort.signal).then(setPapers, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, [attempt]);
  if (error) return <Apart><Failure title="The papers cannot be listed" message={error} retry={() => setAttempt(attempt + 1)} /></Apart>;
  if (!papers) return <Apart><Loading what="the papers" /></Apart>;
  const paper = papers.find((entry) => entry.paper === wanted);
  const claim = paper?.claims.find((entry) => entry.id === wantedClaim);
  if (wanted !== undefined && !paper) return <Missing what={`No paper is called ‘${wanted}’.`} />;
  if (wantedClaim !== undefined && !claim) return <Missing what={`The paper ‘${wanted}’ has no claim ‘${wantedClaim}’.`} />;
  return paper && claim ? <ClaimPage paper={paper} claim={claim} /> : <PaperList papers={papers} paper={paper} />;
}

function Apart({ children }: { children: ComponentChildren }) {
  return (
    <>
      <h1>Papers</h1>
      {children}
    </>
  );
}

function Missing({ what }: { what: string }) {
  return (
    <Apart>
      <Notice title={what}>
        <p>
          The <a href="/papers">list of papers</a> has all that there are.
        </p>
      </Notice>
    </Apart>
  );
}

function PaperList({ papers, paper }: { papers: PaperEntry[]; paper: PaperEntry | undefined }) {
  const verdict = useVerdictFilter();
  const shown = (paper ? [paper] : papers)
    .map((entry) => ({ entry, claims: entry.claims.filter(({ result }) => verdict === undefined || verdictOf(result) === verdict) }))
    .filter(({ claims }) => claims.length > 0);
  return (
    <div class="papers">
      <div>
        <div class="page-head">
          <h1>Papers</h1>
          <span class="spring" />
          <Filters papers={papers} paper={paper?.paper} verdict={verdict} />
        </div>
        <p class="soft">{tally(paper ? [paper] : papers)} Results are those of the newest reproduction below the folder that is served.</p>
      </div>
      {shown.length === 0 && <Notice title="No claim has this verdict" />}
      {shown.map(({ entry, claims }) => (
        <section key={entry.paper}>
          <h2>{entry.title}</h2>
          <p class="soft">{entry.source}</p>
          <ClaimsTable paper={entry} claims={claims} />
          {entry.claims.every(({ result }) => result === null) && (
            <div class="paper-command">
              <p>Not run yet. This command, in the folder that is served, runs all of it:</p>
              <CommandLine command={`basin reproduce ${entry.paper}`} label={`The command that runs ${entry.paper}`} />
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
