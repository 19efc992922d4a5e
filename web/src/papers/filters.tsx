import type { PaperEntry } from "../api";
import { Select } from "../parts/field";
import { navigate, replaceAddress, useLocation } from "../shell/location";
import { claimPath } from "../shell/route";
import { type Verdict, verdictOf, verdictText } from "./verdict";

const all = "";
const verdicts: Verdict[] = ["reproduced", "failed", "impossible", "unknown"];

/** The verdict that the address asks for; undefined for any. */
export function useVerdictFilter(): Verdict | undefined {
  const { search } = useLocation();
  const asked = new URLSearchParams(search).get("verdict");
  return verdicts.find((verdict) => verdict === asked);
}

/** Which paper and which verdict are shown. The address keeps both. */
export function Filters({ papers, paper, verdict }: { papers: PaperEntry[]; paper: string | undefined; verdict: Verdict | undefined }) {
  const address = (base: string, wanted: string) => `${base}${wanted === all ? "" : `?verdict=${wanted}`}`;
  const base = paper === undefined ? "/papers" : claimPath(paper);
  return (
    <div class="filters">
      <Select
        label="Paper"
        value={paper ?? all}
        onChange={(value) => navigate(address(value === all ? "/papers" : claimPath(value), verdict ?? all))}
        choices={[{ value: all, text: "all" }, ...papers.map((entry) => ({ value: entry.paper, text: entry.paper }))]}
      />
      <Select
        label="Verdict"
        value={verdict ?? all}
        onChange={(value) => replaceAddress(address(base, value))}
        choices={[{ value: all, text: "any" }, ...verdicts.map((each) => ({ value: each, text: verdictText[each] }))]}
      />
    </div>
  );
}

/** How many claims there are of each verdict, in a sentence. */
export function tally(papers: PaperEntry[]): string {
  const claims = papers.flatMap((paper) => paper.claims);
  const counted = verdicts.map((verdict) => ({ verdict, count: claims.filter(({ result }) => verdictOf(result) === verdict).length })).filter(({ count }) => count > 0);
  return `${claims.length} claims of ${papers.length} ${papers.length === 1 ? "paper" : "papers"}: ${counted.map(({ verdict, count }) => `${count} ${verdictText[verdict]}`).join(", ")}.`;
}
