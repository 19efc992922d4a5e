import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { smooth } = await load("run/smooth.ts");
const { Column } = await load("run/column.ts");

const steps = (length, of) => ({ length, x: Float64Array.from({ length }, (_, i) => i), y: Float64Array.from({ length }, (_, i) => of(i)) });
const ones = (length) => new Float64Array(length).fill(1);

test("what does not change is its own moving mean, from the first step", () => {
  assert.deepEqual([...smooth(steps(50, () => 3), ones(50), 10).y].map((value) => Math.round(value * 1e12) / 1e12), Array(50).fill(3));
});

test("a number counts e times less for every reach that it lies back", () => {
  const reach = 20;
  const { y } = smooth(steps(2000, (i) => (i >= 1000 ? 1 : 0)), ones(2000), reach);
  // After a jump at step 1000 what came before has kept e^(-(k+1)/reach) of the weight.
  for (const after of [0, 10, 20, 60]) assert.ok(Math.abs(1 - y[1000 + after] - Math.exp(-(after + 1) / reach)) < 1e-9, `${after} steps after`);
});

test("points that stand for several numbers give nearly the same mean as these do", () => {
  const all = steps(8000, (i) => Math.sin(i / 700));
  const column = new Column(1000);
  for (let i = 0; i < all.length; i++) column.add(i, all.y[i]);
  const whole = smooth(all, ones(all.length), 400);
  const thinned = smooth(column.points, column.weights, 400);
  for (let i = 0; i < thinned.length; i++) assert.ok(Math.abs(thinned.y[i] - whole.y[Math.floor(thinned.x[i])]) < 0.03, `at ${thinned.x[i]}`);
});
