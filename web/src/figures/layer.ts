/** What a chart draws, in order, the first at the back. */
export type Layer = Curve | Steps | Level | Upright | Words;

interface Styled {
  label: string | null;
  color: number;
}

/** Numbers along x: only the first `length` of each list count, so that a list can grow in place. NaN breaks a line. */
export interface Points {
  length: number;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
  error?: ArrayLike<number>;
}

export interface Curve extends Styled {
  kind: "line" | "band" | "dots" | "stems";
  points: Points;
  faint?: boolean;
  /** A pattern that tells lines of one colour apart, from 0 for a full line. */
  dash?: number;
}

export interface Steps extends Styled {
  kind: "histogram";
  edges: ArrayLike<number>;
  heights: ArrayLike<number>;
}

export interface Level extends Styled {
  kind: "rule";
  y: number;
  text: string;
}

export interface Upright extends Styled {
  kind: "upright";
  x: number;
  text: string;
}

export interface Words extends Styled {
  kind: "note";
  x: number;
  y: number;
  text: string;
}

export const isCurve = (layer: Layer): layer is Curve => layer.kind === "line" || layer.kind === "band" || layer.kind === "dots" || layer.kind === "stems";

/** Lists of numbers as points. */
export function pointsOf(x: ArrayLike<number>, y: ArrayLike<number>, more: Pick<Points, "low" | "high" | "error"> = {}): Points {
  return { length: x.length, x, y, ...more };
}
