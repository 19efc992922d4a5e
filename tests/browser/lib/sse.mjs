import { get } from "node:http";

/** One open stream of the server, read without a browser. */
export class Stream {
  #response;
  #text = "";
  events = [];

  constructor(response, onEvent) {
    this.#response = response;
    this.status = response.statusCode;
    this.headers = response.headers;
    response.setEncoding("utf8");
    response.on("data", (part) => this.#take(part, onEvent));
    response.on("error", () => {});
  }

  static open(server, path, onEvent = () => {}) {
    return new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port: server.port, path, agent: false }, (response) => resolve(new Stream(response, onEvent))).on("error", reject);
    });
  }

  close() {
    this.#response.destroy();
  }

  #take(part, onEvent) {
    const blocks = (this.#text + part).split("\n\n");
    this.#text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
      if (fields.data === undefined) continue;
      const event = { name: fields.event ?? "message", id: fields.id, data: JSON.parse(fields.data) };
      this.events.push(event);
      onEvent(event);
    }
  }
}

/** The steps that the `metrics` events of a stream told of. */
export const stepsOf = (events) => events.filter(({ name }) => name === "metrics").flatMap(({ data }) => data.series.loss?.step ?? []);
