import { end } from "./tool.mjs";

/** `basin serve` in a process of its own. */
export class Server {
  #child;

  constructor(child, url) {
    this.#child = child;
    this.url = url;
  }

  /** Serves a folder; a port of 0 is any that is free. */
  static async start(tool, folder, port = 0) {
    const child = tool.start("serve", folder, "--port", String(port));
    return new Server(child, await firstAddress(child));
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  get processId() {
    return this.#child.pid;
  }

  stop() {
    return end(this.#child);
  }
}

function firstAddress(child) {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => {
      said += text;
      const address = /http:\/\/[\d.]+:\d+/.exec(said);
      if (address) resolve(address[0]);
    });
    child.stderr.on("data", (text) => (said += text));
    child.once("exit", (code) => reject(new Error(`basin serve ended with ${code}: ${said}`)));
  });
}
