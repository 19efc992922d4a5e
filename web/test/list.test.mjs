import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { parseQuery, queryPath, select, newestFirst } = await load("runs/query.ts");
const { columns, columnOf, sortKeys } = await load("runs/columns.tsx");
const { merge } = await load("runs/rows.ts");

const row = (id, more = {}) => ({
  id, name: id, status: "finished", message: "", started: null, data: "synth", model: "mlp", learningRate: 0.1, batch: 32, momentum: 0, seed: 1,
  step: 0, steps: 0, epoch: 0, loss: null, testLoss: null, testAccuracy: null, sharpness: null, sharpnessLimit: null, verdict: null, seconds: 0, mine: false, ...more,
});
const rows = [
  row("slow", { loss: 0.5 }),
  row("Fast", { learningRate: 0.5, loss: 10, model: "cnn" }),
  row("lost", { status: "diverged", data: "mnist", seed: 2 }),
  row("rounds/two", { loss: -2, verdict: "stable", momentum: 0.9 }),
];
const found = (change) => {
  const query = { ...newestFirst, ...change };
  return select(rows, query, columnOf(query.sort).value).map(({ id }) => id);
};

test("every word must occur, in whatever is known of a run", () => {
  for (const [words, expected] of [
    ["", ["slow", "Fast", "lost", "rounds/two"]],
    ["  fast ", ["Fast"]],
    ["synth mlp", ["slow", "rounds/two"]],
    ["lr=0.5", ["Fast"]],
    ["η=0.5 cnn", ["Fast"]],
    ["momentum=0.9 stable", ["rounds/two"]],
    ["rounds/", ["rounds/two"]],
    ["seed=2 mnist diverged", ["lost"]],
    ["synth mnist", []],
  ]) {
    assert.deepEqual(found({ words }), expected, words);
  }
});

test("filters hold together", () => {
  assert.deepEqual(found({ model: "mlp", status: "finished" }), ["slow", "rounds/two"]);
  assert.deepEqual(found({ data: "mnist", status: "finished" }), []);
});

test("numbers are sorted as numbers, and what is missing is last both ways", () => {
  assert.deepEqual(found({ sort: "loss", isDescending: false }), ["rounds/two", "slow", "Fast", "lost"]);
  assert.deepEqual(found({ sort: "loss", isDescending: true }), ["Fast", "slow", "rounds/two", "lost"]);
});

test("every column that sorts is there once", () => {
  assert.deepEqual(columns.map(({ key }) => key), [...sortKeys]);
});

test("the address holds all that is asked of the list, and nothing that is as usual", () => {
  assert.equal(queryPath(newestFirst), "/");
  const query = { words: "a&b =c ", status: "loss-reached", model: "mlp", data: "my file.csv", sort: "testLoss", isDescending: false };
  assert.deepEqual(parseQuery(new URL(queryPath(query), "http://127.0.0.1").search), query);
  for (const sort of sortKeys) {
    for (const isDescending of [true, false]) {
      const { search } = new URL(queryPath({ ...newestFirst, sort, isDescending }), "http://127.0.0.1");
      assert.deepEqual(parseQuery(search), { ...newestFirst, sort, isDescending });
    }
  }
});

test("an order that does not exist is the usual one", () => {
  assert.deepEqual(parseQuery("?sort=-colour"), newestFirst);
});

test("changed runs stay in their place, new ones come first, removed ones go", () => {
  const changed = [row("new"), row("Fast", { loss: 9 })];
  const after = merge(rows, { changed, removed: ["slow", "nobody"] });
  assert.deepEqual(after.map(({ id }) => id), ["new", "Fast", "lost", "rounds/two"]);
  assert.equal(after[1].loss, 9);
  assert.equal(after[2], rows[2]);
});
