import assert from "node:assert/strict";
import { heardSteps, recordStreams } from "../lib/recorder.mjs";
import { eventually } from "../lib/wait.mjs";

export default {
  "after the server was started again the page goes on, and no point is lost or doubled": async ({ open, serve, seemToTrain }) => {
    const root = "reconnect";
    const run = await seemToTrain(`${root}/live`, 1000);
    await run.add(200);
    const server = await serve(root);
    const page = await open("/runs/live", { server, prepare: recordStreams, allow: [/Failed to load resource/] });
    await page.getByRole("heading", { level: 1, name: /live/ }).waitFor();
    await page.evaluate(() => (window.stayed = true));
    await run.add(100);
    await hears(page, 299);

    await server.stop();
    const banner = page.getByText(/connection to the server is lost/i);
    await banner.waitFor();
    await run.add(300);
    await serve(root, server.port);
    await hears(page, 599);
    await banner.waitFor({ state: "detached" });
    await run.add(200);
    await hears(page, 799);

    const steps = await heardSteps(page);
    assert.deepEqual(steps, Array.from({ length: steps.length }, (_, i) => steps[0] + i));
    assert.equal(await page.evaluate(() => window.stayed), true, "the page was loaded again");
  },

  "the list also comes back": async ({ open, serve, seemToTrain }) => {
    const root = "reconnect-list";
    const run = await seemToTrain(`${root}/first`, 1000);
    const server = await serve(root);
    const page = await open("/", { server, allow: [/Failed to load resource/] });
    await page.getByRole("link", { name: "first", exact: true }).waitFor();
    await server.stop();
    await page.getByText(/connection to the server is lost/i).waitFor();
    await run.end();
    await seemToTrain(`${root}/second`, 1000);
    await serve(root, server.port);
    await page.getByRole("link", { name: "second", exact: true }).waitFor();
    await page.locator("tr", { hasText: "first" }).getByText("interrupted").first().waitFor();
  },
};

const hears = (page, step) => eventually(`the page hears of step ${step}`, async () => (await heardSteps(page)).at(-1) === step);
