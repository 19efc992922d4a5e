import type { ClaimCheck } from "../api";
import { withError } from "../figures/format";
import { Badge } from "../parts/badge";
import { bandText, sourceText } from "./band";

/** Everything that a claim measured, the headline first. */
export function ChecksTable({ checks }: { checks: ClaimCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <div class="table-place" tabIndex={0} role="region" aria-label="Checks">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">
              Measured
            </th>
            <th scope="col">Expected</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.what}>
              <th scope="row">{check.what}</th>
              <td>
                <Badge tone={check.passed ? "good" : "bad"}>{check.passed ? "in the band" : "outside"}</Badge>
                {check.isClose && <span class="soft claim-what">an edge is less than a standard error away</span>}
              </td>
              <td class="number">{withError(check.measured, check.standardError)}</td>
              <td>{bandText(check)}</td>
              <td>{sourceText[check.source]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
