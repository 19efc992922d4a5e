import assert from "node:assert/strict";
import { tour } from "../lib/pages.mjs";

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const brightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;

export default {
  "the scheme of the system is followed, also when it changes": async ({ open }) => {
    const page = await open("/", { colorScheme: "dark" });
    assert.ok(brightness(await background(page)) < 60);
    await page.emulateMedia({ colorScheme: "light" });
    assert.ok(brightness(await background(page)) > 200);
  },

  "no page is wider than a screen of 360 pixels, and its places can be reached": (stage) =>
    tour(stage, { viewport: { width: 360, height: 740 } }, async (page, { name }) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${name} is ${width} pixels wide: ${await widest(page)}`);
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Papers", exact: true }).click({ trial: true });
    }),

  "nothing moves where motion is not wanted": (stage) =>
    tour(stage, { reducedMotion: "reduce" }, async (page, { name }) => {
      assert.equal(await page.evaluate(() => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().duration > 1).length), 0, name);
    }),
};

/** What sticks out, for whoever has to mend it. */
const widest = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => element.getBoundingClientRect().right > 361)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .join(", "),
  );
