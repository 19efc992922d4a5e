import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { parseRoute, runPath, comparePath, claimPath } = await load("shell/route.ts");
const at = (path) => {
  const { pathname, search } = new URL(path, "http://127.0.0.1");
  return parseRoute(pathname, search);
};
const ids = ["first", "rounds/round-2", "a b", "η=0.1", "100%", "a?b#c&d", "<img src=x onerror=alert(1)>", "a+b", "..%2F"];

test("every address says what it shows", () => {
  for (const [path, route] of [
    ["/", { page: "runs" }],
    ["/?q=mnist", { page: "runs" }],
    ["/start?lr=1", { page: "start" }],
    ["/papers", { page: "papers" }],
    ["/papers/pesme2021", { page: "papers", paper: "pesme2021" }],
    ["/papers/pesme2021/noise/", { page: "papers", paper: "pesme2021", claim: "noise" }],
    ["/compare", { page: "compare", ids: [] }],
    ["/compare?run=a&run=b&run=a", { page: "compare", ids: ["a", "b"] }],
    ["/runs/first", { page: "run", id: "first" }],
    ["/runs/first/figures/noise", { page: "run", id: "first", figure: "noise" }],
  ]) {
    assert.deepEqual(at(path), route, path);
  }
});

test("what is no address of the page is unknown", () => {
  for (const path of ["/runs", "/runs/a/b", "/runs/a/figures", "/runs/a/figures/b/c", "/start/now", "/papers/a/b/c", "/nowhere", "/%E0%A4%A"]) {
    assert.equal(at(path).page, "unknown", path);
  }
});

test("a link to a run, a figure, a comparison or a claim leads there, whatever its name", () => {
  for (const id of ids) {
    assert.deepEqual(at(runPath(id)), { page: "run", id });
    assert.deepEqual(at(runPath(id, id)), { page: "run", id, figure: id });
    assert.deepEqual(at(claimPath(id, id)), { page: "papers", paper: id, claim: id });
  }
  assert.deepEqual(at(comparePath(ids)), { page: "compare", ids });
});
