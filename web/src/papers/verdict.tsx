import type { ClaimAnswer } from "../api";
import { Badge, type Tone } from "../parts/badge";

export type Verdict = "reproduced" | "failed" | "impossible" | "unknown";

export const verdictOf = (result: ClaimAnswer | null): Verdict => (result === null ? "unknown" : result.passed === null ? "impossible" : result.passed ? "reproduced" : "failed");

export const verdictText: Record<Verdict, string> = {
  reproduced: "reproduced",
  failed: "not reproduced",
  impossible: "could not be run",
  unknown: "not run yet",
};

const tones: Record<Verdict, Tone> = { reproduced: "good", failed: "bad", impossible: "warn", unknown: "quiet" };

export function ClaimBadge({ result }: { result: ClaimAnswer | null }) {
  const verdict = verdictOf(result);
  return <Badge tone={tones[verdict]}>{verdictText[verdict]}</Badge>;
}
