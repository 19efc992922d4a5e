import assert from "node:assert/strict";
import { HOSTILE } from "../lib/runs.mjs";
import { settled } from "../lib/ready.mjs";

const address = encodeURIComponent(HOSTILE);

export default {
  "a name that looks like markup is text wherever it stands": async ({ open }) => {
    const page = await open("/");
    for (const path of ["/", `/?q=onerror&sort=name`, `/runs/${address}`, `/compare?run=${address}&run=inspected`, `/runs/${address}/figures/training`]) {
      await page.goto(new URL(path, page.url()).href);
      await page.getByText(HOSTILE).filter({ visible: true }).first().waitFor();
      await settled(page);
      assert.equal(await page.locator('img[src="x"], img[onerror], script:not([src])').count(), 0, path);
      assert.doesNotMatch(await page.title(), /^taken/, path);
    }
  },

  "its report runs nothing either": async ({ open }) => {
    const page = await open(`/api/runs/${address}/report`);
    await page.getByText(HOSTILE).filter({ visible: true }).first().waitFor();
    assert.equal(await page.locator('img[src="x"], img[onerror], script').count(), 0);
  },
};
