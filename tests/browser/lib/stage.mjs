import { join } from "node:path";
import { LiveRun } from "./live-run.mjs";
import { Server } from "./server.mjs";
import { Visit } from "./visit.mjs";

/** What one check has at hand: pages, a server of the prepared runs, the tool. All that it opened is closed when it ends. */
export class Stage {
  #browser;
  #opened = [];
  #servers = [];
  #runs = [];

  constructor(browser, server, tool) {
    this.#browser = browser;
    this.server = server;
    this.tool = tool;
  }

  /** Opens a page of the prepared runs, or of another server. */
  open = async (path, { server = this.server, ...options } = {}) => {
    const visit = await Visit.open(this.#browser, server.url, path, options);
    this.#opened.push(visit);
    return visit.page;
  };

  /** A server of its own for a check that ends it, or that needs other runs. */
  serve = async (folder, port = 0) => {
    const server = await Server.start(this.tool, folder, port);
    this.#servers.push(server);
    return server;
  };

  /** A run that seems to train, in a folder of the tool's folder. */
  seemToTrain = async (folder, steps) => {
    const run = await LiveRun.begin(join(this.tool.folder, "runs/inspected"), join(this.tool.folder, folder), steps);
    this.#runs.push(run);
    return run;
  };

  /** Closes everything; the first complaint of a page is thrown when all is closed. */
  async end() {
    const closed = await Promise.allSettled(this.#opened.map((visit) => visit.close()));
    await Promise.all([...this.#servers.map((server) => server.stop()), ...this.#runs.map((run) => run.end())]);
    const failed = closed.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  }
}
