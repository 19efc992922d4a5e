import assert from "node:assert/strict";
import { violations } from "../lib/accessibility.mjs";
import { tour } from "../lib/pages.mjs";

export default Object.fromEntries(
  ["light", "dark"].map((colorScheme) => [
    `axe finds nothing serious on any page, ${colorScheme}`,
    async (stage) => {
      const found = [];
      await tour(stage, { colorScheme, reducedMotion: "reduce" }, async (page, { name }) => {
        found.push(...(await violations(page)).map((text) => `${name}: ${text}`));
      });
      assert.deepEqual(found, []);
    },
  ]),
);
