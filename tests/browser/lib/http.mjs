import { request } from "node:http";
import { eventually } from "./wait.mjs";

/** One request as it is written: no path is tidied and no header added beyond Host. Resolves to status, headers and body. */
export function ask(server, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The token that the page carries. */
export async function token(server) {
  const { body } = await ask(server, "/");
  return /<meta name="basin-token" content="([^"]*)"/.exec(body)[1];
}

/** Stops every run that this server started, and waits until none goes on. */
export async function stopAll(server) {
  const headers = { "X-Basin-Token": await token(server) };
  await eventually("no run goes on", async () => {
    const { runs } = JSON.parse((await ask(server, "/api/runs")).body);
    const going = runs.filter(({ status, mine }) => status === "running" && mine);
    await Promise.all(going.map(({ id }) => ask(server, `/api/runs/${encodeURIComponent(id)}/stop`, { method: "POST", headers })));
    return going.length === 0;
  });
}
