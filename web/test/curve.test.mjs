import assert from "node:assert/strict";
import { test } from "node:test";
import { chance } from "./chance.mjs";
import { load } from "./load.mjs";

/** A path that remembers where it went. */
globalThis.Path2D = class {
  places = [];
  moveTo(x, y) {
    this.places.push([x, y]);
  }
  lineTo(x, y) {
    this.places.push([x, y]);
  }
  closePath() {}
};

const { bandPath, linePath } = await load("figures/paint/curve.ts");

const canvas = (width, end) => ({ box: { left: 0, top: 0, width, height: 100 }, window: [0, end], x: (value) => (value * width) / end, y: (value) => 100 - value });

test("a dense line goes as high and as low in each column of pixels as its points do, with few strokes", () => {
  const [width, count] = [200, 20_000];
  const draw = chance(7);
  const points = { length: count, x: Float64Array.from({ length: count }, (_, i) => i), y: Float64Array.from({ length: count }, () => 100 * draw()) };
  const { places } = linePath(canvas(width, count), points);
  assert.ok(places.length < 5 * (width + 2), `${places.length} strokes`);
  const reach = (pairs) => {
    const columns = new Map();
    for (const [x, y] of pairs) {
      const [least, most] = columns.get(x) ?? [Infinity, -Infinity];
      columns.set(x, [Math.min(least, y), Math.max(most, y)]);
    }
    return [...columns].sort(([a], [b]) => a - b);
  };
  assert.deepEqual(reach(places), reach(Array.from(points.x, (x, i) => [Math.round((x * width) / count), 100 - points.y[i]])));
});

test("a hole breaks a line, and a point beyond each side of what is shown is drawn", () => {
  const place = { ...canvas(100, 100), window: [30, 60] };
  const { places } = linePath(place, { length: 6, x: [0, 20, 40, 50, 80, 90], y: [1, 2, Number.NaN, 4, 5, 6] });
  assert.deepEqual(places, [[20, 98], [50, 96], [80, 95]]);
});

test("a dense band covers all that its columns hold", () => {
  const [width, count] = [50, 5000];
  const draw = chance(3);
  const low = Float64Array.from({ length: count }, () => 20 * draw());
  const high = Float64Array.from({ length: count }, () => 50 + 20 * draw());
  const { places } = bandPath(canvas(width, count), { length: count, x: Float64Array.from({ length: count }, (_, i) => i), y: low, low, high });
  assert.ok(places.length <= 2 * (width + 2));
  assert.equal(Math.min(...places.map(([, y]) => y)), 100 - Math.max(...high));
  assert.equal(Math.max(...places.map(([, y]) => y)), 100 - Math.min(...low));
});
