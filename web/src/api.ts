/** What the server says; every shape is that of the tool's JSON. */
export interface Info {
  version: string;
  root: string;
  processors: number;
}

export const getInfo = () => get<Info>("/api/info");

/** Reads JSON; a refusal becomes an Error with the server's own sentence. */
export async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(await refusal(response));
  return (await response.json()) as T;
}

async function refusal(response: Response): Promise<string> {
  try {
    return ((await response.json()) as { error: string }).error;
  } catch {
    return `The server answered ${response.status}.`;
  }
}
