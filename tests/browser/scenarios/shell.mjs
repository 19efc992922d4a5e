import assert from "node:assert/strict";
import { PAGES, tour } from "../lib/pages.mjs";

export default {
  "every page has its own title, one first heading and a main landmark": async (stage) => {
    const titles = new Set();
    await tour(stage, {}, async (page, { name }) => {
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
      assert.equal(await page.getByRole("main").count(), 1, name);
      titles.add(await page.title());
    });
    assert.equal(titles.size, PAGES.length, [...titles].join(", "));
  },

  "links of the navigation lead to the pages without loading them again": async ({ open }) => {
    const page = await open("/");
    await page.evaluate(() => (window.stayed = true));
    for (const name of ["Papers", "Start a run", "Runs"]) {
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
      await page.waitForFunction((text) => document.querySelector("nav [aria-current=page]")?.textContent.trim() === text, name);
    }
    assert.equal(await page.evaluate(() => window.stayed), true);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /start/i }).waitFor();
  },

  "the first tab stop skips to the content": async ({ open }) => {
    const page = await open("/papers");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /^Skip to/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  },

  "after a link is followed the focus is at the new page": async ({ open }) => {
    const page = await open("/");
    await page.getByRole("link", { name: "Papers", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "main");
  },

  "an address that belongs to no page says so": async ({ open }) => {
    for (const path of ["/nothing", "/runs/a/b/c/d", "/start/now", "/%E0%A4%A"]) {
      const page = await open(path);
      await page.getByText(/belongs to no page/).waitFor();
      await page.getByRole("main").getByRole("link", { name: /runs/i }).waitFor();
    }
  },
};

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
