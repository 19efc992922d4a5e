import assert from "node:assert/strict";
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { stopAll } from "../lib/http.mjs";

// Long enough to be met in the middle on any machine.
const LONG = "/start?steps=5000000&batch=16&hidden=8&no-inspect=true";

const badge = (page, text) => page.locator(".page-head .badge", { hasText: text });
const stepShown = async (page) => Number(/^\D*([\d\s\u202f]+)/.exec(await page.locator(".progress-line").innerText())?.[1].replaceAll(/\D/g, "") ?? 0);

async function start(page) {
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs\//);
}

export default {
  "a run that the page starts is shown live to its end, figures and all, without loading again": async ({ open, serve }) => {
    const page = await open("/start?batch=16&hidden=16&epochs=1", { server: await serve("started") });
    await page.getByRole("button", { name: "Start the run" }).waitFor();
    await page.evaluate(() => (window.stayed = true));
    await page.getByLabel("Epochs", { exact: false }).first().fill("400");
    assert.match(await page.getByRole("region", { name: "The same from a terminal" }).innerText(), /basin train.*--epochs 400/);
    await start(page);
    await badge(page, "running").waitFor();
    const before = await stepShown(page);
    await page.waitForFunction((least) => Number(document.querySelector(".progress-line").innerText.split("of")[0].replaceAll(/\D/g, "")) > least, before);
    await badge(page, "finished").waitFor({ timeout: 120_000 });
    await page.getByRole("heading", { name: "The landscape there" }).waitFor();
    await page.getByRole("link", { name: "Report" }).waitFor();
    await page.getByRole("group", { name: /loss/i }).first().waitFor();
    assert.equal(await page.evaluate(() => window.stayed), true);
  },

  "a run is stopped and goes on from the page": async ({ open, serve, tool }) => {
    const server = await serve("stopped");
    try {
      const page = await open(LONG, { server });
      await start(page);
      await badge(page, "running").waitFor();
      const stop = page.getByRole("button", { name: "Stop", exact: true });
      await stop.click();
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      assert.ok(await page.evaluate(() => document.querySelector("dialog").contains(document.activeElement)), "the focus is in the dialog");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stop");

      await stop.click();
      await dialog.getByRole("button", { name: "Stop the run" }).click();
      await badge(page, "interrupted").waitFor();
      const folder = join(tool.folder, "stopped", decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1)));
      assert.ok((await readdir(join(folder, "checkpoints"))).length > 0, "a checkpoint is on the disk");
      await assert.rejects(access(join(folder, "done")));

      await page.getByRole("button", { name: "Resume" }).click();
      await badge(page, "running").waitFor();
    } finally {
      await stopAll(server);
    }
  },

  "settings that the tool refuses are told beside the form, which keeps them": async ({ open, serve }) => {
    const page = await open("/start?lr=fast", { server: await serve("refused"), allow: [/status of 400/] });
    await page.getByRole("button", { name: "Start the run" }).click();
    await page.getByRole("alert").filter({ hasText: /fast/ }).waitFor();
    assert.match(page.url(), /lr=fast/);
  },
};
