import type { ComparisonAnswer, Info, Metrics, PaperEntry, RunDetail, RunRow, TrainOption } from "./contract";
import { send } from "./send";
export type * from "./contract";

/** The address of a run's part of the API; `rest` begins with '/'. */
export const runApi = (id: string, rest = "") => `/api/runs/${encodeURIComponent(id)}${rest}`;

export const getInfo = (signal?: AbortSignal) => get<Info>("/api/info", signal);
export const getRuns = async (signal?: AbortSignal) => (await get<{ runs: RunRow[] }>("/api/runs", signal)).runs;
export const getRun = (id: string, signal?: AbortSignal) => get<RunDetail>(runApi(id), signal);
export const getMetrics = (id: string, points = 2000, signal?: AbortSignal) => get<Metrics>(runApi(id, `/metrics?points=${points}`), signal);
export const getComparison = (ids: readonly string[], signal?: AbortSignal) =>
  get<ComparisonAnswer>(`/api/compare?${new URLSearchParams(ids.map((id) => ["run", id])).toString()}`, signal);
export const getPapers = async (signal?: AbortSignal) => (await get<{ papers: PaperEntry[] }>("/api/papers", signal)).papers;

/** The options of `basin train`; the server may answer with the list or with an object that holds it. */
export const getOptions = (signal?: AbortSignal) => get<TrainOption[]>("/api/options", signal);

/** The address of a figure of a run, as numbers or as a picture. */
export const figureUrl = (id: string, name: string, format: "json" | "svg") => runApi(id, `/figures/${encodeURIComponent(name)}.${format}`);
export const reportUrl = (id: string) => runApi(id, "/report");

/** Starts a run; options as on the command line. A refusal carries the tool's own sentence. */
export const startRun = async (options: Record<string, string>) => (await (await send("/api/runs", { options })).json()) as { id: string };
export const stopRun = (id: string) => send(runApi(id, "/stop"));
export const resumeRun = (id: string) => send(runApi(id, "/resume"));

/** A refusal of the server, with its own sentence. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Reads JSON; what fails becomes an Error with a sentence to show. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await reach(path, signal ? { signal } : {});
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

/** Fetches; a server that does not answer is an Error with a sentence to show. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Error("The server does not answer. Is 'basin serve' still running?");
  }
}

export async function refusal(response: Response): Promise<Refusal> {
  let sentence = `The server answered ${response.status} ${response.statusText}`.trim() + ".";
  try {
    sentence = ((await response.json()) as { error?: string }).error ?? sentence;
  } catch {
    // Not JSON: the status has to do.
  }
  return new Refusal(sentence, response.status);
}
