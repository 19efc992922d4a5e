/** Numbers as the reports write them: few digits, the same everywhere, "–" for what is not there. */
export const missing = "–";

export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return minus(`${String(Number(mantissa))}e${String(Number(exponent))}`);
}

/** In [0, 1]. */
export const formatShare = (value: number | null | undefined) =>
  value === null || value === undefined || !Number.isFinite(value) ? missing : `${(100 * value).toFixed(1)} %`;

export const formatCount = (value: number | null | undefined) =>
  value === null || value === undefined ? missing : value.toLocaleString("en").replaceAll(",", "\u202f");

export function formatSeconds(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing;
  if (value < 10) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

const minus = (text: string) => text.replace(/-/g, "−");
