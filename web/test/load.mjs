import { after } from "node:test";
import { createServer } from "vite";

/** The page's modules as they are written, for tests without a browser. */
const server = await createServer({ root: new URL("..", import.meta.url).pathname, logLevel: "error", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, appType: "custom" });
after(() => server.close());

export const load = (path) => server.ssrLoadModule(`/src/${path}`);

/** Numbers in [0, 1) that are the same every time. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
