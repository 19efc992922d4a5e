// Opens the page of `basin serve` in a browser and goes through the scenarios:
//   node run.mjs [--only TEXT]... FOLDER COMMAND...
// FOLDER is empty and stays; COMMAND is how the tool is called. One JSON line a scenario: {scenario, passed, seconds, checks}.
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { launch } from "./lib/browser.mjs";
import { prepare } from "./lib/runs.mjs";
import { Server } from "./lib/server.mjs";
import { Stage } from "./lib/stage.mjs";
import { Tool } from "./lib/tool.mjs";

const { values, positionals } = parseArgs({ options: { only: { type: "string", multiple: true, default: [] } }, allowPositionals: true });
const [folder, ...command] = positionals;
const files = (await readdir(new URL("scenarios/", import.meta.url))).sort();
const chosen = files.filter((file) => values.only.length === 0 || values.only.some((text) => file.includes(text)));

const tool = new Tool(command, folder);
const [browser, server] = await Promise.all([launch(), prepare(tool).then(() => Server.start(tool, "runs"))]);
try {
  const queue = [...chosen];
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, () => work(queue)));
} finally {
  await browser.close();
  await tool.end();
}
process.exit();

async function work(queue) {
  for (let file = queue.shift(); file; file = queue.shift()) {
    const { default: checks } = await import(`./scenarios/${file}`);
    const start = performance.now();
    const outcomes = [];
    for (const [name, check] of Object.entries(checks)) outcomes.push({ name, error: await attempt(check) });
    const passed = outcomes.every(({ error }) => error === null);
    if (!passed) process.exitCode = 1;
    console.log(JSON.stringify({ scenario: file.replace(".mjs", ""), passed, seconds: (performance.now() - start) / 1000, checks: outcomes }));
  }
}

async function attempt(check) {
  const stage = new Stage(browser, server, tool);
  const errors = [];
  try {
    await check(stage);
  } catch (error) {
    errors.push(error);
  }
  try {
    await stage.end();
  } catch (error) {
    errors.push(error);
  }
  return errors.length === 0 ? null : errors.map(told).join("\n");
}

// Of where an error came from, only the lines of the scenarios say something.
function told(error) {
  const [message, places] = (error.stack ?? String(error)).split(/\n(?= +at )/, 1).concat((error.stack ?? "").match(/[\w-]+\.mjs:\d+/g)?.join(" < ") ?? "");
  return `${message} (${places})`;
}
