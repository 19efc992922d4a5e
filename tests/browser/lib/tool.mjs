import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The tool under test: a command line, run in a folder where no data sets are. */
export class Tool {
  #command;
  #folder;
  #alive = new Set();

  constructor(command, folder) {
    // It is started in another folder, where a path of this one leads nowhere.
    this.#command = command.map((word) => (existsSync(word) ? resolve(word) : word));
    this.#folder = folder;
  }

  get folder() {
    return this.#folder;
  }

  /** Starts it and returns at once. */
  start(...args) {
    const [program, ...first] = this.#command;
    const child = spawn(program, [...first, ...args], { cwd: this.#folder, env: { ...process.env, BASIN_DATA: this.#folder } });
    this.#alive.add(child);
    child.once("exit", () => this.#alive.delete(child));
    child.stdout.setEncoding("utf8");
    child.stderr.setEncoding("utf8");
    return child;
  }

  /** Runs it to its end. */
  async run(...args) {
    const child = this.start(...args);
    let said = "";
    child.stdout.resume();
    child.stderr.on("data", (text) => (said += text));
    const [code] = await once(child, "close");
    return { code, said };
  }

  /** Ends whatever still runs. */
  async end() {
    await Promise.all([...this.#alive].map(end));
  }
}

/** Asks a process to end and waits until it has. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
