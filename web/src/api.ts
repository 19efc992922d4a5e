import type { ComparisonAnswer, Info, Metrics, PaperEntry, RunDetail, RunRow, TrainOption } from "./contract";
import { get } from "./http";
import { send } from "./send";
export type * from "./contract";
export { Refusal, get } from "./http";

/** The address of a run's part of the API; `rest` begins with '/'. */
export const runApi = (id: string, rest = "") => `/api/runs/${encodeURIComponent(id)}${rest}`;

export const getInfo = (signal?: AbortSignal) => get<Info>("/api/info", signal);
export const getRuns = async (signal?: AbortSignal) => (await get<{ runs: RunRow[] }>("/api/runs", signal)).runs;
export const getRun = (id: string, signal?: AbortSignal) => get<RunDetail>(runApi(id), signal);
export const getMetrics = (id: string, points = 2000, signal?: AbortSignal) => get<Metrics>(runApi(id, `/metrics?points=${points}`), signal);
export const getComparison = (ids: readonly string[], signal?: AbortSignal) =>
  get<ComparisonAnswer>(`/api/compare?${new URLSearchParams(ids.map((id) => ["run", id])).toString()}`, signal);
export const getPapers = async (signal?: AbortSignal) => (await get<{ papers: PaperEntry[] }>("/api/papers", signal)).papers;
export const getOptions = (signal?: AbortSignal) => get<TrainOption[]>("/api/options", signal);

/** The address of a figure of a run, as numbers or as a picture. */
export const figureUrl = (id: string, name: string, format: "json" | "svg") => runApi(id, `/figures/${encodeURIComponent(name)}.${format}`);
export const reportUrl = (id: string) => runApi(id, "/report");

/** Starts a run; options as on the command line. A refusal carries the tool's own sentence. */
export const startRun = async (options: Record<string, string>) => (await (await send("/api/runs", { options })).json()) as { id: string };
export const stopRun = (id: string) => send(runApi(id, "/stop"));
export const resumeRun = (id: string) => send(runApi(id, "/resume"));
