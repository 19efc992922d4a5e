import type { Band, BandSource } from "../api";
import { short } from "../figures/format";
import { missing } from "../parts/number";

/** Where a number is expected. */
export function bandText({ low, high }: Band): string {
  if (low === null && high === null) return missing;
  if (low === null) return `at most ${short(high)}`;
  if (high === null) return `at least ${short(low)}`;
  return low === high ? short(low) : `${short(low)} to ${short(high)}`;
}

/** Where the band comes from. */
export const sourceText: Record<BandSource, string> = {
  "closed-form": "a formula, for these settings",
  paper: "the paper",
  measurement: "an earlier measurement",
};
