import { reach, refusal } from "./http";

let token: string | undefined;

/** Posts what changes state, with the token that stands in the page. */
export async function send(path: string, body?: unknown): Promise<Response> {
  let response = await post(path, body);
  // A server that was started again has another token, which stands in the page that it serves now.
  if (response.status === 403 && (await renewToken())) response = await post(path, body);
  if (!response.ok) throw await refusal(response);
  return response;
}

const post = (path: string, body: unknown) =>
  reach(path, {
    method: "POST",
    headers: { "X-Basin-Token": (token ??= tokenIn(document)), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const tokenIn = (page: Document) => page.querySelector<HTMLMetaElement>('meta[name="basin-token"]')?.content ?? "";

async function renewToken(): Promise<boolean> {
  const page = await (await reach("/", { cache: "no-store" })).text();
  const found = tokenIn(new DOMParser().parseFromString(page, "text/html"));
  const isNew = found !== "" && found !== token;
  if (isNew) token = found;
  return isNew;
}
