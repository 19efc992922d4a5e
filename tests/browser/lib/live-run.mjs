import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A run that seems to train, as fast or slow as is asked: the folder of a finished one, held by a living process, whose metrics are
 * written line by line. What the server and the page make of it does not depend on how long a step takes.
 */
export class LiveRun {
  #folder;
  #holder;

  constructor(folder, holder) {
    this.#folder = folder;
    this.#holder = holder;
    this.steps = 0;
  }

  /** Copies a finished run to a folder that is not there yet; `steps` are those it is to take. */
  static async begin(finished, folder, steps) {
    await cp(finished, folder, { recursive: true });
    await Promise.all(["done", "report.html", "figures", "inspection.json", "spectra"].map((name) => rm(join(folder, name), { recursive: true, force: true })));
    await truncate(join(folder, "metrics.jsonl"));
    const record = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
    Object.assign(record.settings, { epochs: null, steps });
    await writeFile(join(folder, "run.json"), JSON.stringify({ ...record, started: new Date().toISOString() }, null, 2));
    return new LiveRun(folder, await hold(folder));
  }

  /** Adds steps of a loss that falls; every hundredth also has the sharpness. */
  async add(count) {
    const lines = [];
    for (const end = this.steps + count; this.steps < end; this.steps++) {
      const loss = 2 / (1 + this.steps / 1000) + 0.1 * Math.sin(this.steps * 12.9898);
      lines.push(JSON.stringify({ step: this.steps, loss, learningRate: 0.1, gradientNorm: 1 + 0.5 * Math.sin(this.steps * 78.233) }));
      if (this.steps % 100 === 0) lines.push(JSON.stringify({ step: this.steps, readings: { sharpness: { value: 20 - 10 / (1 + this.steps / 5000), error: 0.1 } } }));
    }
    await appendFile(join(this.#folder, "metrics.jsonl"), lines.join("\n") + "\n");
  }

  /** Lets go of the folder, as a process that was ended does. */
  async end() {
    if (this.#holder.exitCode !== null) return;
    const gone = once(this.#holder, "exit");
    this.#holder.stdin.end();
    await gone;
  }
}

// util-linux's flock takes the same lock as the tool does, and keeps it until its command ends.
async function hold(folder) {
  const holder = spawn("flock", [join(folder, ".lock"), "sh", "-c", "echo held; cat"], { stdio: ["pipe", "pipe", "inherit"] });
  await once(holder.stdout, "data");
  await writeFile(join(folder, ".lock-owner"), String(holder.pid));
  return holder;
}
