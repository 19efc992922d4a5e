/** A figure as the tool writes it: what is drawn, as numbers. A number that is not finite is null. */
export interface FigureData {
  description: string;
  columns: number;
  panels: PanelData[];
}

export interface PanelData {
  title: string;
  x: Axis;
  y: Axis;
  marks: MarkData[];
}

export interface Axis {
  label: string;
  log: boolean;
  /** Near-linear up to this size and near-logarithmic beyond; null for neither. */
  linearUpTo: number | null;
  minimum: number | null;
  maximum: number | null;
  whole: boolean;
  names: string[];
}

type Value = number | null;

interface Named {
  label: string | null;
  /** Which of the palette; −1 is the frame's. */
  color: number;
}

export type MarkData = Named &
  (
    | { kind: "line"; faint: boolean; points: [Value, Value][] }
    | { kind: "band"; points: [Value, Value, Value][] }
    | { kind: "dots"; points: [Value, Value, Value][] }
    | { kind: "stems"; points: [Value, Value][] }
    | { kind: "bars"; horizontal: boolean; width: number; points: [Value, Value, Value][] }
    | { kind: "histogram"; edges: number[]; heights: number[] }
    | { kind: "heat-map"; xEdges: number[]; yEdges: number[]; values: Value[]; scale: Axis }
    | { kind: "rule"; y: Value; text: string }
    | { kind: "upright"; x: Value; text: string }
    | { kind: "note"; x: Value; y: Value; text: string }
  );

/** An axis for numbers, with what is not said left to the data. */
export const axis = (label: string, more: Partial<Axis> = {}): Axis => ({ label, log: false, linearUpTo: null, minimum: null, maximum: null, whole: false, names: [], ...more });
