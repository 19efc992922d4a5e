import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

const NETWORK = /Failed to load resource/;

export default {
  "a refusal of the server is shown in its own words, and asking again helps": async ({ open }) => {
    const page = await open("/", {
      allow: [NETWORK],
      prepare: async (page) => {
        await page.route("**/api/runs", (route) => route.fulfill({ status: 500, json: { error: "The disk is <b>full</b>." } }));
        // A stream that opens has the list asked for again by itself.
        await page.route("**/api/stream", (route) => route.abort());
      },
    });
    const alert = page.getByRole("alert");
    await alert.getByText("The disk is <b>full</b>.").waitFor();
    await page.unroute("**/api/runs");
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.locator("table.runs tbody tr").first().waitFor();
    assert.equal(await alert.count(), 0);
  },

  "a server that does not answer is said to": async ({ open }) => {
    for (const path of ["/", "/runs/inspected", "/papers", "/start", "/compare?run=inspected&run=rounds%2Fmomentum"]) {
      const page = await open(path, { allow: [NETWORK], prepare: (page) => page.route("**/api/**", (route) => route.abort()) });
      await page.getByRole("alert").filter({ hasText: /does not answer/ }).first().waitFor();
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
  },

  "a run that is not there is said not to be": async ({ open }) => {
    const page = await open("/runs/nosuchrun", { allow: [NETWORK] });
    await page.getByRole("alert").filter({ hasText: /nosuchrun/ }).waitFor();
    await page.getByRole("heading", { level: 1 }).waitFor();
  },

  "a folder without runs says how to make the first": async ({ open, serve, tool }) => {
    await mkdir(join(tool.folder, "empty"));
    const page = await open("/", { server: await serve(join(tool.folder, "empty")) });
    await page.getByText("There are no runs here yet.").waitFor();
    await page.getByText(/^basin train/).first().waitFor();
    await page.getByRole("main").getByRole("link", { name: "Start a run" }).click();
    await page.waitForURL(/\/start$/);
  },

  "a damaged run is a row that says so, and the others stay": async ({ open }) => {
    const page = await open("/?status=unreadable");
    const row = page.locator("table.runs tbody tr").filter({ hasText: "damaged" });
    await row.waitFor();
    assert.match(await row.innerText(), /unreadable/);
  },
};
