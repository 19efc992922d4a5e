// Pictures of the page:
//   node shots.mjs FOLDER OUT COMMAND...
// FOLDER is empty and stays; each page is drawn light, dark and narrow into OUT; page.png is the one for the README.
import { join } from "node:path";
import { launch } from "./lib/browser.mjs";
import { PAGES } from "./lib/pages.mjs";
import { scrollThrough, settled } from "./lib/ready.mjs";
import { prepare } from "./lib/runs.mjs";
import { Server } from "./lib/server.mjs";
import { Tool } from "./lib/tool.mjs";

const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  narrow: { colorScheme: "light", viewport: { width: 380, height: 800 } },
};

const [folder, out, ...command] = process.argv.slice(2);
const tool = new Tool(command, folder);
await prepare(tool);
const server = await Server.start(tool, "runs");
const browser = await launch();
for (const [look, options] of Object.entries(LOOKS)) {
  const page = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  for (const { name, path, heading } of [...PAGES, { name: "long", path: "/runs/long", heading: /long/ }]) {
    await page.goto(server.url + path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await settled(page);
    await scrollThrough(page);
    await page.screenshot({ path: join(out, `${name.replaceAll(" ", "-")}-${look}.png`), fullPage: true });
  }
}
const page = await (await browser.newContext({ ...LOOKS.light, viewport: { width: 1280, height: 900 } })).newPage();
await page.goto(`${server.url}/runs/inspected`);
await settled(page);
await page.screenshot({ path: join(out, "page.png") });
await browser.close();
await tool.end();
process.exit();
