import { request } from "node:http";

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
