import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { formatCount, formatNumber, formatSeconds, formatShare } = await load("parts/number.ts");
const absent = [null, undefined, NaN, Infinity];

test("numbers have few digits, and a minus of their own", () => {
  for (const [value, text] of [[0, "0"], [1 / 3, "0.3333"], [-2, "−2"], [123456, "123500"], [1e6, "1e6"], [1.23456e-7, "1.235e−7"], [-1e300, "−1e300"], [0.0001, "0.0001"]]) {
    assert.equal(formatNumber(value), text);
  }
});

test("what is not there is a dash", () => {
  for (const value of absent) for (const format of [formatNumber, formatShare, formatSeconds]) assert.equal(format(value), "–");
  assert.equal(formatCount(null), "–");
});

test("times are told by their size", () => {
  for (const [value, text] of [[0.04, "0.0 s"], [9.94, "9.9 s"], [59.4, "59 s"], [59.9, "1 min 0 s"], [3599.9, "1 h 0 min"], [7260, "2 h 1 min"]]) {
    assert.equal(formatSeconds(value), text);
  }
});

test("shares and counts", () => {
  assert.equal(formatShare(0.98765), "98.8 %");
  assert.equal(formatCount(1234567), "1\u202f234\u202f567");
});
