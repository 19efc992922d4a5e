import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./wait.mjs";
import { end } from "./tool.mjs";
import { access } from "node:fs/promises";

/** A name that would be a script if anybody took it for markup. */
export const HOSTILE = `<img src=x onerror="document.title='taken'">`;

/** The runs that the scenarios look at, all made by the tool. */
export async function prepare(tool) {
  await writeFile(join(tool.folder, `${HOSTILE}.csv`), table());
  await mkdir(join(tool.folder, "runs"));
  await Promise.all([
    done(tool, "inspected", "--epochs", "4", "--seed", "1"),
    done(tool, "rounds/momentum", "--epochs", "2", "--momentum", "0.9", "--seed", "2", "--no-inspect"),
    done(tool, "long", "--steps", "100000", "--batch", "1", "--lr", "0.001", "--hidden", "4", "--no-inspect"),
  ]);
  await Promise.all([
    done(tool, HOSTILE, "--data", `${HOSTILE}.csv`, "--epochs", "2", "--no-inspect"),
    tool.run("train", "--out", "runs/diverged", "--loss", "squared-error", "--lr", "1000", "--epochs", "2", "--no-inspect"),
    interrupted(tool),
    tool.run("reproduce", "pesme2021/effective-scale", "--quick", "--out", "runs/papers"),
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
  await eventually("the run has begun", () => access(join(tool.folder, "runs/interrupted/metrics.jsonl")).then(() => true, () => false));
  await end(child);
}

function table() {
  const rows = Array.from({ length: 60 }, (_, i) => `${(i % 7) - 3},${(i % 5) - 2},${i % 2}`);
  return ["a,b,y", ...rows].join("\n") + "\n";
}
