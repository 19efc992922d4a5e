import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { text, withError } = await load("figures/format.ts");
const { linear, log, symlog } = await load("figures/ticks.ts");
const { axis } = await load("figures/data.ts");
const { extentX, extentY } = await load("figures/extent.ts");
const { nearest, reading } = await load("figures/lookup.ts");
const { keyAction } = await load("figures/keys.ts");
const { limitOf } = await load("run/limit.ts");
const { linearPart } = await load("run/spread.ts");
const { bandText } = await load("papers/band.ts");

const table = (name, of, rows) => {
  for (const [wanted, ...given] of rows) test(`${name} of ${JSON.stringify(given)}`, () => assert.deepEqual(of(...given), wanted));
};

table("text", text, [["0", 0], ["1,500", 1500], ["0.25", 0.25], ["3×10⁻⁵", 3e-5], ["10⁶", 1e6], ["−10⁷", -1e7], ["−2", -2], ["−1.5×10⁷", -1.5e7], ["–", Number.NaN], ["0.3", 0.1 + 0.2]]);
table("withError", withError, [["1.952", 1.95192529, 1e-11], ["0.602 ± 0.024", 0.6021, 0.0238], ["4.935 ± 0.098", 4.935, 0.098], ["120 ± 15", 120.4, 15.2], ["2", 2, null], ["–", null, 1], ["0.0 ± 2.5", 0, 2.5]]);
table("linear ticks", linear, [[[0, 5, 10, 15, 20], 0, 20, 4], [[0, 0.1, 0.2, 0.3], 0, 0.3, 3], [[1, 2, 3], 0.6, 3.4, 8, true]]);
table("log ticks", log, [[[0.01, 0.1, 1, 10], 0.01, 10, 5], [[1, 2, 3, 5, 10], 1, 10, 5], [[1, 100, 10_000, 1_000_000], 1, 1e6, 4]]);
table("symlog ticks", symlog, [[[-100, -10, 0, 10, 100], -100, 100, 1, 6]]);
table("bandText", (low, high) => bandText({ low, high }), [["0.5 to 0.72", 0.5, 0.72], ["at least 0.95", 0.95, null], ["at most 2", null, 2], ["1", 1, 1], ["–", null, null]]);
table("limitOf", (settings) => limitOf(settings).factor, [[2, { momentum: 0 }], [2, {}], [3.8, { momentum: 0.9 }], [3.8 / 2.8, { momentum: 0.9, nesterov: true }]]);
table("keyAction", keyAction, [[{ cursor: 52 }, "ArrowRight", [0, 100], null], [{ cursor: 100 }, "ArrowRight", [0, 100], 99.5], [{ view: [25, 75] }, "+", [0, 100], 50], [{ view: null }, "0", [0, 100], 50], [undefined, "a", [0, 100], 50]]);

table("linearPart", (y) => linearPart({ length: y.length, x: y, y }), [[null, [1, 2, 3, -50]], [10, [3, -4, 5, 4, 1e6]], [null, [0, 0, 0, 5]], [null, []]]);

const line = (x, y) => ({ kind: "line", label: "a", color: 0, points: { length: x.length, x, y } });

test("what an axis cannot show does not stretch it", () => {
  const [low, high] = extentY([line([0, 1, 2, 3], [0, -5, 1, 100])], axis("", { log: true }), [0, 3]);
  assert.ok(low > 0.7 && low < 1 && high > 100 && high < 140, `${low} to ${high}`);
});

test("only what is shown along x decides what is shown along y", () => {
  const [low, high] = extentY([line([0, 1, 2, 3], [1000, 1, 2, 3])], axis(""), [1, 3]);
  assert.ok(low > 0.5 && high < 4, `${low} to ${high}`);
});

test("a lone number has room about it, and the ends that an axis names are kept", () => {
  assert.deepEqual(extentY([line([0], [0.1])], axis(""), [0, 1]).map((end) => Math.round(end * 1000) / 1000), [0, 0.212]);
  assert.deepEqual(extentX([line([3, 5], [1, 1])], axis("", { minimum: 0, maximum: 9 })), [0, 9]);
});

test("the nearest point is found among ascending and other points, and holes are passed over", () => {
  const points = (x, y = x) => ({ length: x.length, x, y });
  assert.equal(nearest(points([0, 10, 20]), 14), 1);
  assert.equal(nearest(points([0, 10, 20]), 99), 2);
  assert.equal(nearest(points([20, 0, 10]), 9), 2);
  assert.equal(nearest(points([0, 10, 20], [1, Number.NaN, 2]), 11), 2);
  assert.equal(nearest(points([]), 1), -1);
  assert.equal(reading({ kind: "dots", label: null, color: 0, points: { ...points([1], [2]), error: [0.25] } }, 0), "2.00 ± 0.25");
});
