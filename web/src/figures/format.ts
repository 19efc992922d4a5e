import { missing } from "../parts/number";

/** Numbers along an axis, as the tool's figures write them: 1,500 · 0.25 · 3×10⁻⁵. */
export function text(value: number, digits = 6): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return missing;
  if (size === 0) return "0";
  if (size >= 1e-3 && size < 1e6) return plain(value, digits);
  const exponent = Math.floor(Math.log10(size) + 1e-12);
  const mantissa = value / 10 ** exponent;
  const power = `10${superscript(exponent)}`;
  if (Math.abs(Math.abs(mantissa) - 1) < 1e-9) return value < 0 ? `−${power}` : power;
  return `${plain(mantissa, Math.min(digits, 3))}×${power}`;
}

/** A measurement to four digits. */
export const short = (value: number | null | undefined): string => (value === null || value === undefined ? missing : text(value, 4));

/** A measurement and its error, with as many digits as the error leaves; an error too small for the digits shown would only read as zero. */
export function withError(value: number | null | undefined, error: number | null | undefined): string {
  if (value === null || value === undefined || !error || error <= 5e-5 * Math.abs(value)) return short(value);
  const size = Math.max(Math.abs(value), error);
  if (size < 1e-4 || size >= 1e6) return `${short(value)} ± ${short(error)}`;
  const most = Math.max(0, 5 - Math.floor(Math.log10(size)));
  const places = Math.min(most, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${fixed(value, places)} ± ${fixed(error, places)}`;
}

const plain = (value: number, digits: number) => minus(new Intl.NumberFormat("en", { maximumSignificantDigits: Math.max(digits, wholeDigits(value)) }).format(value));

const fixed = (value: number, places: number) => minus(new Intl.NumberFormat("en", { minimumFractionDigits: places, maximumFractionDigits: places }).format(value));

const wholeDigits = (value: number) => Math.max(1, Math.min(15, Math.floor(Math.log10(Math.abs(value) || 1)) + 1));

const minus = (written: string) => written.replace("-", "−");

const superscript = (value: number) => [...String(value)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
