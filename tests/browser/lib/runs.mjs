import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LiveRun } from "./live-run.mjs";
import { end } from "./tool.mjs";
import { eventually } from "./wait.mjs";

/** A name that would be a script if anybody took it for markup. */
export const HOSTILE = `<img src=x onerror="document.title='taken'">`;

/** Points of the longest curve. */
export const MANY = 100_000;

/** The runs that the scenarios look at, made by the tool; a damaged one and one of very many points are made from those. */
export async function prepare(tool) {
  await writeFile(join(tool.folder, `${HOSTILE}.csv`), table());
  await mkdir(join(tool.folder, "runs/damaged"), { recursive: true });
  await writeFile(join(tool.folder, "runs/damaged/run.json"), '{"format": 1, "command": "<script>');
  await Promise.all([
    done(tool, "inspected", "--epochs", "4", "--seed", "1"),
    done(tool, "rounds/momentum", "--epochs", "2", "--momentum", "0.9", "--seed", "2", "--no-inspect"),
  ]);
  await Promise.all([
    done(tool, HOSTILE, "--data", `${HOSTILE}.csv`, "--epochs", "2", "--no-inspect"),
    tool.run("train", "--out", "runs/diverged", "--loss", "squared-error", "--lr", "1000", "--epochs", "2", "--no-inspect"),
    interrupted(tool),
    tool.run("reproduce", "pesme2021/effective-scale", "--quick", "--out", "runs/papers"),
    long(tool),
  ]);
}

async function done(tool, name, ...options) {
  const { code, said } = await tool.run("train", "--out", `runs/${name}`, ...options);
  if (code !== 0) throw new Error(`basin train ${options.join(" ")} ended with ${code}: ${said}`);
}

async function interrupted(tool) {
  const child = tool.start("train", "--out", "runs/interrupted", "--epochs", "1000000", "--no-inspect");
  child.stdout.resume();
  child.stderr.resume();
  const metrics = join(tool.folder, "runs/interrupted/metrics.jsonl");
  await eventually("the run has begun", () => stat(metrics).then(({ size }) => size > 0, () => false));
  await end(child);
}

async function long(tool) {
  const run = await LiveRun.begin(join(tool.folder, "runs/inspected"), join(tool.folder, "runs/long"), MANY);
  await run.add(MANY);
  await run.end();
}

function table() {
  const rows = Array.from({ length: 60 }, (_, i) => `${(i % 7) - 3},${(i % 5) - 2},${i % 2}`);
  return ["a,b,y", ...rows].join("\n") + "\n";
}
