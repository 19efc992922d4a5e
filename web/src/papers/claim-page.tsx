import type { ClaimAnswer, ClaimEntry, PaperEntry } from "../api";
import { FigureView } from "../figures/figure";
import { short, withError } from "../figures/format";
import { CommandLine } from "../parts/command-line";
import { Notice } from "../parts/notice";
import { formatSeconds } from "../parts/number";
import { claimPath } from "../shell/route";
import { bandText, sourceText } from "./band";
import { ChecksTable } from "./checks-table";
import { ClaimBadge } from "./verdict";

/** A claim: what it says, what was measured, everything that was checked, and with which settings. */
export function ClaimPage({ paper, claim }: { paper: PaperEntry; claim: ClaimEntry }) {
  const { result } = claim;
  return (
    <article class="papers">
      <header>
        <p>
          <a href={claimPath(paper.paper)}>{paper.title}</a> <span class="soft">{claim.place}</span>
        </p>
        <div class="page-head">
          <h1>{claim.id}</h1>
          <ClaimBadge result={result} />
        </div>
        <p class="claim-lead">{claim.statement}</p>
      </header>
      {result === null ? <NotRun paper={paper} claim={claim} /> : <Found result={result} />}
      {claim.figures.length > 0 && (
        <section>
          <h2>Figures</h2>
          {claim.figures.map(({ name, url }) => (
            <FigureView key={name} name={name} json={`${url}.json`} svg={`${url}.svg`} description="" />
          ))}
        </section>
      )}
      <section>
        <h2>Settings</h2>
        <Parameters claim={claim} />
        {result !== null && <CommandLine command={commandOf(paper, claim)} label="The command that runs it again" />}
      </section>
    </article>
  );
}

const commandOf = (paper: PaperEntry, claim: ClaimEntry) => `basin reproduce ${paper.paper}/${claim.id}`;

function NotRun({ paper, claim }: { paper: PaperEntry; claim: ClaimEntry }) {
  return (
    <Notice title="Nobody has run it below this folder yet">
      <p>
        Run it there, and it appears here{claim.data === null ? "" : ` (it needs the data set ${claim.data})`}. With <code>--quick</code> it takes a small part of the time, with fewer seeds.
      </p>
      <CommandLine command={commandOf(paper, claim)} label="The command that runs it" />
    </Notice>
  );
}

function Found({ result }: { result: ClaimAnswer }) {
  return (
    <section>
      <h2>What was found</h2>
      {result.what !== null && (
        <p>
          {result.what}: <strong>{withError(result.measured, result.standardError)}</strong>, expected {bandText(result.expected)}
          {result.source && ` (from ${sourceText[result.source]})`}.
        </p>
      )}
      {result.note !== null && <p>{result.note}</p>}
      <ChecksTable checks={result.checks} />
      <p class="soft">
        ± is one standard error over seeds. It took {formatSeconds(result.seconds)}
        {result.finished !== null && `, until ${new Date(result.finished).toLocaleString()}`}; the folder is {result.folder === "" || result.folder === "." ? "the one that is served" : result.folder}.
      </p>
    </section>
  );
}

function Parameters({ claim }: { claim: ClaimEntry }) {
  if (claim.parameters.length === 0) return <p class="soft">It has none.</p>;
  const used = claim.result?.settings;
  return (
    <div class="table-place" tabIndex={0} role="region" aria-label="Settings">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">What it is</th>
            <th scope="col" class="number">
              Default
            </th>
            {used && (
              <th scope="col" class="number">
                Run with
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {claim.parameters.map(({ name, description, default: standard }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{description}</td>
              <td class="number">{short(standard)}</td>
              {used && <td class="number">{used[name] === undefined || used[name] === standard ? short(standard) : <strong>{short(used[name])}</strong>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
