import assert from "node:assert/strict";
import { MANY } from "../lib/runs.mjs";

export default {
  "a run of very many points is drawn whole, from few": async ({ open }) => {
    const page = await open("/runs/long");
    await page.getByRole("group", { name: /^Loss\./ }).locator("canvas").waitFor();
    await page.getByText("Numbers of Loss").click();
    const said = await page.getByRole("region", { name: "Numbers of Loss" }).locator("caption").last().innerText();
    const points = Number(/of ([\d,\s\u202f]+) points/.exec(said)[1].replaceAll(/\D/g, ""));
    assert.ok(points >= 1000 && points <= 20_000, said);
    const { series } = await (await page.request.get(new URL("/api/runs/long/metrics", page.url()).href)).json();
    const { step, value, low, high } = series.loss;
    assert.ok(step.length <= 2000);
    assert.ok(step[0] < 100 && step.at(-1) > MANY - 100, `steps ${step[0]} to ${step.at(-1)}`);
    assert.ok(value.every((mean, i) => low[i] <= mean && mean <= high[i]));
  },

  "it is zoomed and moved in without going over the network": async ({ open }) => {
    const page = await open("/runs/long");
    const chart = page.getByRole("group", { name: /^Loss\./ });
    await chart.locator("canvas").waitFor();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await chart.focus();
    for (const key of ["+", "+", "+", "ArrowRight", "ArrowRight", "-"]) await page.keyboard.press(key);
    await page.getByRole("button", { name: "Show all" }).first().click();
    assert.deepEqual(asked, []);
  },
};
