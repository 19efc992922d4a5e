// What the page costs, for the table in bench/results:
//   node measure.mjs FOLDER COMMAND...
// FOLDER is empty and stays; COMMAND is how the tool is called. Prints the table as Markdown.
import { cp, readFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { launch } from "./lib/browser.mjs";
import { heapOf, median, paintTimes } from "./lib/figures.mjs";
import { LiveRun } from "./lib/live-run.mjs";
import { prepare } from "./lib/runs.mjs";
import { Server } from "./lib/server.mjs";
import { Stream } from "./lib/sse.mjs";
import { Tool } from "./lib/tool.mjs";
import { eventually } from "./lib/wait.mjs";

const POINTS = 100_000;
const STREAMS = 50;
const MEGABYTE = 1 << 20;

const [folder, ...command] = process.argv.slice(2);
const tool = new Tool(command, folder);
await prepare(tool);
for (let i = 0; i < 92; i++) await cp(join(folder, "runs/inspected"), join(folder, `runs/copy-${i}`), { recursive: true });
const server = await Server.start(tool, "runs");
const browser = await launch();
const rows = [];
const load = () => loadavg()[0].toFixed(1);
const memory = async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.processId}/status`, "utf8"))[1]) / 1024;

try {
  await paints("list of 100 runs", "/");
  await paints("page of an inspected run", "/runs/inspected");
  await paints(`page of a run of ${POINTS} points`, "/runs/long");
  await paints("report of an inspected run", "/api/runs/inspected/report");
  await live();
  await latency();
} finally {
  await browser.close();
  await tool.end();
}
console.log(`Chromium ${browser.version()}, ${cpus()[0].model}, ${cpus().length} processors.\n`);
console.log("| what | measured | of |\n| --- | ---: | --- |");
for (const [what, measured, note] of rows) console.log(`| ${what} | ${measured} | ${note} |`);
process.exit();

async function paints(what, path) {
  const times = [];
  for (let i = 0; i < 10; i++) times.push(await paintTimes(browser, server.url + path));
  const said = (key) => `${median(times.map((time) => time[key])).toFixed(0)} ms`;
  rows.push([`first paint, ${what}`, said("first"), `median of 10, load ${load()}`], [`largest paint, ${what}`, said("largest"), "the same"]);
}

async function live() {
  const run = await LiveRun.begin(join(folder, "runs/inspected"), join(folder, "runs/live"), POINTS);
  await run.add(1000);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${server.url}/runs/live`);
  const session = await page.context().newCDPSession(page);
  const heaps = [];
  const servers = [];
  const begin = performance.now();
  for (let tenth = 1; tenth <= 10; tenth++) {
    for (let part = 0; part < 9; part++) await run.add(1100);
    const last = String(run.steps - 1);
    await eventually(`the page shows step ${last}`, async () => (await page.locator(".progress-line").innerText()).replaceAll(/\D/g, "").startsWith(last));
    heaps.push((await heapOf(session)) / MEGABYTE);
    servers.push(await memory());
  }
  const seconds = (performance.now() - begin) / 1000;
  const said = (numbers) => numbers.map((number) => number.toFixed(0)).join(" · ");
  const long = await page.evaluate(() => window.long);
  rows.push([`heap of the page after each tenth of ${run.steps} points appended in ${seconds.toFixed(0)} s`, `${said(heaps)} MiB`, `after collection, load ${load()}`]);
  rows.push(["memory of the server at those times", `${said(servers)} MiB`, "resident"]);
  rows.push(["tasks above 50 ms in the page meanwhile", `${long.length}, longest ${Math.max(0, ...long).toFixed(0)} ms`, "drawing and everything else"]);
  await page.context().close();
  await run.end();
}

async function latency() {
  const run = await LiveRun.begin(join(folder, "runs/inspected"), join(folder, "runs/heard"), POINTS);
  await run.add(1);
  const heard = [];
  const streams = await Promise.all(Array.from({ length: STREAMS }, () => Stream.open(server, "/api/runs/heard/stream?from=0", (event) => event.name === "metrics" && heard.push(performance.now()))));
  await eventually("all have heard the first", () => heard.length >= STREAMS);
  const waits = [];
  for (let i = 0; i < 20; i++) {
    heard.length = 0;
    const begin = performance.now();
    await run.add(1);
    await eventually("all have heard", () => heard.length >= STREAMS);
    waits.push(Math.max(...heard) - begin);
  }
  rows.push([`until the last of ${STREAMS} open streams hears of a new line`, `${median(waits).toFixed(0)} ms`, `median of 20, most ${Math.max(...waits).toFixed(0)} ms, load ${load()}`]);
  rows.push([`memory of the server with ${STREAMS} streams open`, `${(await memory()).toFixed(0)} MiB`, "resident"]);
  for (const stream of streams) stream.close();
  await run.end();
}
