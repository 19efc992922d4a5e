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
