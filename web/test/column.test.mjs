import assert from "node:assert/strict";
import { test } from "node:test";
import { chance } from "./chance.mjs";
import { load } from "./load.mjs";

const { Column } = await load("run/column.ts");
const { RunSeries } = await load("run/run-series.ts");

const list = (numbers, length) => Array.from({ length }, (_, i) => numbers[i]);

/** A column of so much room after numbers that scatter, and the numbers. */
function filled(room, count, seed) {
  const draw = chance(seed);
  const column = new Column(room);
  const values = Array.from({ length: count }, () => draw() - 0.3);
  values.forEach((value, step) => column.add(step, value));
  return { column, values };
}

for (const [room, count] of [[512, 100], [512, 512], [512, 513], [512, 5000], [1000, 100_003]]) {
  test(`${count} numbers in a room for ${room} keep their mean, ends and extremes`, () => {
    const { column, values } = filled(room, count, count);
    const { length, x, y, low = y, high = y } = column.points;
    const weights = list(column.weights, length);
    assert.ok(length <= room && length >= Math.min(count, room / 2 - 1), `${length} points`);
    assert.equal(weights.reduce((sum, weight) => sum + weight, 0), count);
    const mean = list(y, length).reduce((sum, value, i) => sum + value * weights[i], 0) / count;
    assert.ok(Math.abs(mean - values.reduce((sum, value) => sum + value, 0) / count) < 1e-9);
    assert.equal(Math.min(...list(low, length)), values.reduce((a, b) => Math.min(a, b)));
    assert.equal(Math.max(...list(high, length)), values.reduce((a, b) => Math.max(a, b)));
    for (let i = 0; i < length; i++) assert.ok(low[i] <= y[i] + 1e-12 && y[i] <= high[i] + 1e-12 && (i === 0 || x[i] > x[i - 1]));
    assert.ok(x[0] < 2 * (count / length) && x[length - 1] > count - 1 - 2 * Math.ceil(count / length) * 2);
    assert.equal(column.hasSpread, count > room);
  });
}

test("numbers that came thinned take part with their weight", () => {
  const column = new Column(512);
  for (let i = 0; i < 400; i++) column.add(50 * i, i, i - 1, i + 1, 0, 50);
  for (let i = 0; i < 5000; i++) column.add(20_000 + i, 400);
  const { length, y } = column.points;
  const weights = list(column.weights, length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  assert.ok(length <= 512);
  assert.equal(total, 400 * 50 + 5000);
  const mean = list(y, length).reduce((sum, value, i) => sum + value * weights[i], 0) / total;
  assert.ok(Math.abs(mean - (50 * ((399 * 400) / 2) + 5000 * 400) / total) < 1e-9);
});

test("errors stay with their readings", () => {
  const column = new Column();
  assert.equal(column.points.error, undefined);
  column.add(3, 2, 2, 2, 0.5);
  assert.equal(column.points.error[0], 0.5);
  assert.deepEqual(column.last, { step: 3, value: 2, error: 0.5 });
});

test("a series takes each byte of the file once, and leaves out what is no number", () => {
  const series = RunSeries.of({ offset: 100, stepsPerEpoch: 10, series: { loss: { step: [0, 1, 2], value: [3, null, 1] } } });
  series.append({ offset: 100, series: { loss: { step: [2], value: [1] } } });
  series.append({ offset: 150, series: { loss: { step: [3], value: [0.5] }, sharpness: { step: [3], value: [7], error: [0.1] } } });
  assert.deepEqual(list(series.get("loss").points.x, series.get("loss").length), [0, 2, 3]);
  assert.deepEqual(series.names, ["loss", "sharpness"]);
  assert.equal(series.offset, 150);
  assert.equal(series.lastStep, 3);
});
