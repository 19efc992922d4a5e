import assert from "node:assert/strict";
import { Stream, stepsOf } from "../lib/sse.mjs";
import { eventually } from "../lib/wait.mjs";

const STREAM = "/api/runs/live/stream?from=0";
const range = (count) => Array.from({ length: count }, (_, i) => i);

export default {
  "fifty streams at once each hear every step once": async ({ serve, seemToTrain }) => {
    const root = "fifty";
    const run = await seemToTrain(`${root}/live`, 1000);
    const server = await serve(root);
    await run.add(100);
    const streams = await Promise.all(range(50).map(() => Stream.open(server, STREAM)));
    assert.deepEqual([...new Set(streams.map(({ status }) => status))], [200]);
    for (let part = 0; part < 4; part++) {
      await run.add(50);
      await eventually("all streams have heard of it", () => streams.every(({ events }) => stepsOf(events).at(-1) === run.steps - 1));
    }
    for (const { events } of streams) assert.deepEqual(stepsOf(events), range(300));
    for (const stream of streams) stream.close();
  },

  "more streams than there may be are refused with a sentence, and closed ones make room": async ({ serve }) => {
    const server = await serve("crowded");
    const streams = [];
    let refused;
    while (!refused && streams.length < 500) {
      const stream = await Stream.open(server, "/api/stream");
      if (stream.status === 200) streams.push(stream);
      else refused = stream;
    }
    assert.ok(streams.length >= 50, `only ${streams.length} streams may be open`);
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers["retry-after"]) > 0);
    for (const stream of [...streams, refused]) stream.close();
    await eventually("there is room again", async () => {
      const stream = await Stream.open(server, "/api/stream");
      stream.close();
      return stream.status === 200;
    });
  },
};
