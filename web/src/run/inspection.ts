import type { RunSummary } from "../api";

/** The sharpness where training ended, with its residual; undefined where it was not inspected. */
export function sharpnessAtEnd(summary: RunSummary | null): { value: number; error: number } | undefined {
  const value = numberAt(summary?.inspection, "sharpness", "value");
  if (value === undefined) return undefined;
  return { value, error: numberAt(summary?.inspection, "hessian", "topEigenvalues", 0, "residual") ?? 0 };
}

function numberAt(from: unknown, ...path: (string | number)[]): number | undefined {
  let at: unknown = from;
  for (const key of path) at = typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[key] : undefined;
  return typeof at === "number" ? at : undefined;
}
