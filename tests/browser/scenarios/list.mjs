import assert from "node:assert/strict";

const rows = (page) => page.locator("table.runs tbody tr");
const names = (page) => rows(page).locator("a").allInnerTexts();
const shows = (page, count) => page.waitForFunction((n) => document.querySelectorAll("table.runs tbody tr").length === n, count);
const column = (page, heading) => page.getByRole("columnheader", { name: heading, exact: true });

async function opened({ open }, path = "/") {
  const page = await open(path);
  await rows(page).first().waitFor();
  return page;
}

export default {
  "a search narrows the list, stands in the address, and can be linked to": async (stage) => {
    const page = await opened(stage);
    const all = await rows(page).count();
    assert.ok(all >= 6, `${all} runs`);
    await page.getByRole("searchbox").fill("momentum=0.9 synth");
    await shows(page, 1);
    await page.waitForURL(/\?q=momentum/);
    const linked = await opened(stage, new URL(page.url()).search);
    assert.deepEqual(await names(linked), await names(page));
    assert.equal(await linked.getByRole("searchbox").inputValue(), "momentum=0.9 synth");
    await page.getByRole("searchbox").fill("");
    await shows(page, all);
    await page.waitForURL((address) => address.search === "");
  },

  "a search that finds nothing says so and offers all": async (stage) => {
    const page = await opened(stage, "/");
    await page.getByRole("searchbox").fill("nosuchrun");
    await page.getByText("No run matches.").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Show all" }).last().click();
    await rows(page).first().waitFor();
  },

  "filters hold together and stand in the address": async (stage) => {
    const page = await opened(stage);
    await page.getByRole("combobox", { name: "Status" }).selectOption("finished");
    await page.waitForURL(/status=finished/);
    assert.ok((await rows(page).locator(".level-2 .badge").allInnerTexts()).every((text) => text !== "interrupted"));
    await page.getByRole("searchbox").fill("seed=2");
    await shows(page, 1);
    await page.waitForURL(/q=seed.*status=finished|status=finished.*q=seed/);
  },

  "headings sort by keyboard, one way and the other": async (stage) => {
    const page = await opened(stage);
    await column(page, "Run").getByRole("button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=name/);
    assert.equal(await column(page, "Run").getAttribute("aria-sort"), "ascending");
    const up = await names(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=-name/);
    assert.equal(await column(page, "Run").getAttribute("aria-sort"), "descending");
    assert.deepEqual(await names(page), up.toReversed());
  },

  "numbers are sorted as numbers, and what is missing comes last": async (stage) => {
    const losses = async (page) => (await rows(page).locator("td").nth(0).count(), page.evaluate(() => {
      const at = [...document.querySelectorAll("table.runs thead th")].findIndex((cell) => cell.innerText.startsWith("Loss"));
      return [...document.querySelectorAll("table.runs tbody tr")].map((row) => row.cells[at].innerText);
    }));
    for (const [path, order] of [["/?sort=loss", 1], ["/?sort=-loss", -1]]) {
      const shown = await losses(await opened(stage, path));
      const known = shown.filter((text) => text !== "–");
      const values = known.map((text) => Number(text.replace("−", "-")));
      assert.deepEqual(values, values.toSorted((a, b) => order * (a - b)), path);
      assert.deepEqual(shown.slice(known.length), shown.filter((text) => text === "–"), path);
    }
  },

  "the key / goes to the search, unless one is typing": async (stage) => {
    const page = await opened(stage);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.type), "search");
    await page.keyboard.press("/");
    assert.equal(await page.getByRole("searchbox").inputValue(), "/");
  },

  "picked runs are compared": async (stage) => {
    const page = await opened(stage);
    for (const name of ["inspected", "momentum"]) await page.getByRole("checkbox", { name: new RegExp(name) }).check();
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.waitForURL(/\/compare\?run=/);
    assert.deepEqual(new URL(page.url()).searchParams.getAll("run").sort(), ["inspected", "rounds/momentum"]);
  },

  "a run of the list is opened by keyboard alone": async (stage) => {
    const page = await opened(stage, "/?q=inspected");
    await page.getByRole("link", { name: "inspected", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /inspected/ }).waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    await page.waitForURL(/q=inspected/);
  },
};
