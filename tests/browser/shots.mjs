// Pictures of the page:
//   node shots.mjs [--all] FOLDER OUT COMMAND...
// FOLDER is empty and stays; COMMAND is how the tool is called. Writes page.png, the README's, of a run of `basin train`, into OUT, which
// is there; with --all also every page, light, dark and narrow.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./lib/browser.mjs";
import { PAGES } from "./lib/pages.mjs";
import { scrollThrough, settled } from "./lib/ready.mjs";
import { prepare } from "./lib/runs.mjs";
import { Server } from "./lib/server.mjs";
import { Tool } from "./lib/tool.mjs";

const RUN = "synth-mlp-lr0.1-b32-s1";
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  narrow: { colorScheme: "light", viewport: { width: 380, height: 800 } },
};

const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true });
const [folder, out, ...command] = positionals;
const tool = new Tool(command, folder);
await tool.run("train", "--out", `runs/${RUN}`);
if (values.all) await prepare(tool);
const server = await Server.start(tool, "runs");
const browser = await launch();
try {
  await shoot({ ...LOOKS.light, viewport: { width: 1280, height: 1180 } }, { path: `/runs/${RUN}`, heading: RUN }, "page", false);
  if (values.all) {
    for (const [look, options] of Object.entries(LOOKS))
      for (const place of PAGES) await shoot(options, place, `${place.name.replaceAll(" ", "-")}-${look}`, true);
  }
} finally {
  await browser.close();
  await tool.end();
}
process.exit();

async function shoot(options, { path, heading }, name, fullPage) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(server.url + path);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await settled(page);
  await scrollThrough(page);
  await page.screenshot({ path: join(out, `${name}.png`), fullPage });
  await context.close();
}
