import { reach, refusal } from "./http";

let token = document.querySelector<HTMLMetaElement>('meta[name="basin-token"]')?.content ?? "";

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
    headers: { "X-Basin-Token": token, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function renewToken(): Promise<boolean> {
  const page = new DOMParser().parseFromString(await (await reach("/", { cache: "no-store" })).text(), "text/html");
  const found = page.querySelector<HTMLMetaElement>('meta[name="basin-token"]')?.content ?? "";
  const isNew = found !== "" && found !== token;
  if (isNew) token = found;
  return isNew;
}
