import assert from "node:assert/strict";
import { settled } from "../lib/ready.mjs";

const FIGURES = ["spectrum", "layers", "noise", "stability", "terms"];

export default {
  "a finished run says where it landed, shows every figure, and links to its report": async ({ open }) => {
    const page = await open("/runs/inspected");
    await page.getByText(/The sharpness here is [\d.]+/).waitFor();
    await page.getByText(/SGD at η = 0\.1, B = 32 is (stable|unstable|undecided)/).waitFor();
    for (const name of FIGURES) {
      const figure = page.locator(`#figure-${name}`);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("canvas, img").first().waitFor();
      const picture = figure.locator("img");
      if (await picture.count()) await picture.evaluate((image) => image.decode());
    }
    const report = await page.request.get(new URL(await page.getByRole("link", { name: "Report" }).getAttribute("href"), page.url()).href);
    assert.match(await report.text(), /<svg/);
  },

  "a figure has an address of its own": async ({ open }) => {
    const page = await open("/runs/inspected/figures/stability");
    await page.getByRole("heading", { level: 1, name: "stability" }).waitFor();
    await page.locator("#figure-stability").locator("canvas, img").first().waitFor();
  },

  "every chart is also a table, and is read by keyboard": async ({ open }) => {
    const page = await open("/runs/inspected");
    const chart = page.getByRole("group", { name: /^Loss\./ });
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => /epoch/.test(document.querySelector("[data-announcements]").textContent));
    await page.keyboard.press("+");
    const all = page.getByRole("button", { name: "Show all" }).first();
    await all.waitFor();
    await page.keyboard.press("0");
    await all.waitFor({ state: "detached" });
    await page.getByText("Numbers of Loss").click();
    assert.ok((await page.getByRole("region", { name: "Numbers of Loss" }).getByRole("row").count()) > 20);
  },

  "comparing says first where settings differ": async ({ open }) => {
    const page = await open("/compare?run=inspected&run=rounds%2Fmomentum");
    const first = page.getByRole("heading", { level: 2 }).first();
    await page.getByRole("heading", { name: "Where their settings differ" }).waitFor();
    assert.equal(await first.innerText(), "Where their settings differ");
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "momentum", exact: true }) });
    assert.match(await row.innerText(), /0\s+0\.9/);
  },

  "claims that were run carry their numbers, the others the command that runs them": async ({ open }) => {
    const page = await open("/papers");
    await page.getByRole("row").filter({ hasText: "effective-scale" }).getByText("reproduced").waitFor();
    await page.goto(new URL("/papers/pesme2021/effective-scale", page.url()).href);
    await page.getByRole("region", { name: "Checks" }).getByText(/±/).first().waitFor();
    await settled(page);
    await page.locator("canvas, .figure-picture").first().waitFor();
    await page.goto(new URL("/papers/pesme2021/lazy-regime", page.url()).href);
    await page.getByText("basin reproduce pesme2021/lazy-regime").waitFor();
  },

  "a paper or claim that there is not is said not to be": async ({ open }) => {
    for (const path of ["/papers/nobody2020", "/papers/pesme2021/nothing"]) await (await open(path)).getByText(/No paper is called|has no claim/).waitFor();
  },
};
