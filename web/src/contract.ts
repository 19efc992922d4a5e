/** The shapes of what the server says; an absent number is null. */

export interface Info {
  version: string;
  root: string;
  /** Whether the page was built into the tool. */
  page: boolean;
  processors: number;
}

export type RunStatus = "running" | "finished" | "loss-reached" | "diverged" | "interrupted" | "unreadable";

/** A run in the list. */
export interface RunRow {
  /** The folder below the root, with '/' between folders; in an address one encoded segment. */
  id: string;
  name: string;
  status: RunStatus;
  /** The status in a sentence; empty when there is nothing to add. */
  message: string | null;
  /** ISO 8601, UTC. */
  started: string | null;
  data: string | null;
  model: string | null;
  learningRate: number | null;
  batch: number | null;
  momentum: number | null;
  seed: number | null;
  /** Steps taken. */
  step: number | null;
  /** Steps to take in all. */
  steps: number | null;
  epoch: number | null;
  /** On the training examples: the latest evaluation, or the running mean while there is none. */
  loss: number | null;
  testLoss: number | null;
  /** In [0, 1]. */
  testAccuracy: number | null;
  sharpness: number | null;
  /** The largest sharpness at which full-batch descent is stable. */
  sharpnessLimit: number | null;
  verdict: string | null;
  /** Of training. */
  seconds: number | null;
  /** Whether this server started it, so that it can stop it. */
  mine: boolean;
}

export interface Evaluation {
  loss: number | null;
  accuracy?: number | null;
}

/** Every setting of a run under its camelCase name; the groups of settings are objects. */
export type Settings = Record<string, unknown>;

export interface DataFile {
  role: string;
  name: string;
  source: string;
  examples: number;
  standardization: string;
  sha256: string;
}

export interface RunRecord {
  format: number;
  command: string;
  started: string;
  settings: Settings;
  start: string | null;
  data: DataFile[];
  versions: { basin: string; runtime: string; system: string; architecture: string };
}

export interface RunSummary {
  run: string;
  settings: Settings;
  start?: string | null;
  outcome: string;
  message: string;
  train: Evaluation | null;
  test: Evaluation | null;
  steps: number;
  seconds: number;
  /** As `basin inspect --json` has it. */
  inspection: Record<string, unknown> | null;
  rounds?: { round: number; run: string; given: Evaluation; true: Evaluation; test: Evaluation | null }[];
  report: string | null;
}

export interface FigureEntry {
  name: string;
  section: string;
  description: string;
}

/** What an instrument that is read along training measures. */
export interface InstrumentDescription {
  name: string;
  label: string;
  meaning: string;
  isEachStep: boolean;
  isLog: boolean;
}

export interface RunDetail {
  row: RunRow;
  record: RunRecord;
  summary: RunSummary | null;
  answer: string[];
  advice: string[];
  figures: FigureEntry[];
  hasReport: boolean;
  stepsPerEpoch: number;
  instruments: InstrumentDescription[];
}

/** Columns of equal length. Where a series was thinned, value is a bucket's mean, low and high its extremes. */
export interface Series {
  step: number[];
  value: (number | null)[];
  low?: (number | null)[];
  high?: (number | null)[];
  error?: (number | null)[];
}

/** By name: `loss`, `testAccuracy`, …, and the names of instruments. */
export type SeriesByName = Record<string, Series>;

export interface Metrics {
  /** The byte of metrics.jsonl up to which was read; a stream goes on from there. */
  offset: number;
  stepsPerEpoch: number;
  series: SeriesByName;
}

/** The event `metrics` of a run's stream: new lines, not thinned. */
export interface MetricsEvent {
  offset: number;
  series: SeriesByName;
}

/** The event `runs` of the list's stream. */
export interface RunsEvent {
  changed: RunRow[];
  removed: string[];
}

export interface ComparisonRow {
  name: string;
  values: string[];
}

/** Conclusions and outcomes are there once all the runs are finished. */
export interface ComparisonAnswer {
  differences: ComparisonRow[];
  runs: { row: RunRow }[];
  conclusions?: string[] | null;
  settings?: ComparisonRow[] | null;
  outcomes?: ComparisonRow[] | null;
}

export interface Band {
  low: number | null;
  high: number | null;
}

export type BandSource = "closed-form" | "paper" | "measurement";

export interface ClaimCheck {
  what: string;
  measured: number | null;
  standardError: number | null;
  low: number | null;
  high: number | null;
  source: BandSource;
  passed: boolean;
  isClose: boolean;
}

export interface ClaimAnswer {
  measured: number | null;
  standardError: number | null;
  what: string | null;
  expected: Band;
  source: BandSource | null;
  /** Null when the claim could not be run. */
  passed: boolean | null;
  seconds: number;
  note: string | null;
  checks: ClaimCheck[];
  /** Every parameter with the value it was run with. */
  settings: Record<string, number>;
  /** The reproduction's folder, below the root. */
  folder: string;
  finished: string | null;
}

export interface ClaimEntry {
  id: string;
  statement: string;
  place: string;
  seeds: number;
  data: string | null;
  parameters: { name: string; description: string; default: number }[];
  /** Null when no reproduction below the root holds it. */
  result: ClaimAnswer | null;
  figures: { name: string; url: string }[];
}

export interface PaperEntry {
  paper: string;
  title: string;
  source: string;
  claims: ClaimEntry[];
}

/** A field of the form that starts a run; made of an option of `basin train`. */
export interface TrainOption {
  /** As on the command line, such as `--lr`. */
  name: string;
  label: string;
  help: string;
  kind: "choice" | "number" | "text" | "flag";
  /** All values of a choice; of a text, some that it may have. */
  choices?: string[] | null;
  /** With the default network; null where it depends on more. */
  default: string | number | boolean | null;
  /** The default by network, where it depends on that. */
  defaults?: Record<string, string | number | boolean | null> | null;
  /** The form of a value, such as `n|full`. */
  hint?: string | null;
  group: string;
}
