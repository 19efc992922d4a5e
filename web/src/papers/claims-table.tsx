import type { ClaimEntry, PaperEntry } from "../api";
import { withError } from "../figures/format";
import { formatSeconds, missing } from "../parts/number";
import { claimPath } from "../shell/route";
import { bandText, sourceText } from "./band";
import { ClaimBadge } from "./verdict";

/** A paper's claims: what was measured beside what was expected. */
export function ClaimsTable({ paper, claims }: { paper: PaperEntry; claims: ClaimEntry[] }) {
  return (
    <div class="table-place" tabIndex={0} role="region" aria-label={`Claims of ${paper.title}`}>
      <table class="table claims">
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Verdict</th>
            <th scope="col">Measured</th>
            <th scope="col">Expected</th>
            <th scope="col" class="number">
              Time
            </th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <Claim key={claim.id} paper={paper.paper} claim={claim} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Claim({ paper, claim: { id, statement, place, result } }: { paper: string; claim: ClaimEntry }) {
  return (
    <tr>
      <th scope="row">
        <a href={claimPath(paper, id)}>{id}</a>
        <span class="claim-statement">{statement}</span>
        <span class="soft">{place}</span>
      </th>
      <td>
        <ClaimBadge result={result} />
      </td>
      <td data-name="Measured">
        {result?.what ? (
          <>
            {withError(result.measured, result.standardError)}
            <span class="soft claim-what">{result.what}</span>
          </>
        ) : (
          missing
        )}
      </td>
      <td data-name="Expected">
        {result?.source ? (
          <>
            {bandText(result.expected)}
            <span class="soft claim-what">{sourceText[result.source]}</span>
          </>
        ) : (
          missing
        )}
      </td>
      <td class="number" data-name="Time">{formatSeconds(result?.seconds)}</td>
    </tr>
  );
}
