/** What an address shows. */
export type Route =
  | { page: "runs" }
  | { page: "run"; id: string; figure?: string }
  | { page: "compare"; ids: string[] }
  | { page: "papers"; paper?: string; claim?: string }
  | { page: "start" }
  | { page: "unknown"; path: string };

export function parseRoute(pathname: string, search: string): Route {
  const unknown: Route = { page: "unknown", path: pathname };
  const parts = pathname.split("/").filter((part) => part !== "").map(decode);
  if (parts.includes(undefined)) return unknown;
  const [page, first, second, third, ...more] = parts as string[];
  if (more.length > 0) return unknown;
  if (page === undefined) return { page: "runs" };
  if (page === "start" && first === undefined) return { page };
  if (page === "compare" && first === undefined) return { page, ids: [...new Set(new URLSearchParams(search).getAll("run"))] };
  if (page === "papers" && third === undefined) {
    return { page, ...(first === undefined ? {} : { paper: first }), ...(second === undefined ? {} : { claim: second }) };
  }
  if (page === "runs" && first !== undefined) {
    if (second === undefined) return { page: "run", id: first };
    if (second === "figures" && third !== undefined) return { page: "run", id: first, figure: third };
  }
  return unknown;
}

export const runPath = (id: string, figure?: string) =>
  `/runs/${encodeURIComponent(id)}${figure === undefined ? "" : `/figures/${encodeURIComponent(figure)}`}`;
export const comparePath = (ids: readonly string[]) => `/compare?${new URLSearchParams(ids.map((id) => ["run", id])).toString()}`;
export const claimPath = (paper: string, claim?: string) =>
  `/papers/${encodeURIComponent(paper)}${claim === undefined ? "" : `/${encodeURIComponent(claim)}`}`;

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
