import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { load } from "./load.mjs";

const { defaultOf, firstOf, formPath, givenOf, groupsOf, namedIn, parseValues, wordsOf } = await load("start/form.ts");
const { commandLine } = await load("parts/shell-quote.ts");

const option = (name, group, more = {}) => ({ name, label: name.slice(2), help: "", kind: "text", choices: null, default: null, defaults: null, hint: null, group, ...more });
const options = [
  option("--data", "Data"),
  option("--model", "Network", { kind: "choice", default: "mlp" }),
  option("--batch-norm", "Network", { kind: "flag", default: false }),
  option("--lr", "Steps", { kind: "number", default: 0.1, defaults: { mlp: 0.1, resnet20: 0.05 } }),
  option("--noise", "Noise"),
];
const search = (path) => new URL(path, "http://127.0.0.1").search;

test("a shell reads the command as the words that were filled in", () => {
  const words = ["plain", "a b", "it's", "$HOME", "`id`", "a\\b", '"', "*", "", "η", "n;rm", "\n", "--x=1,2", "!", "~"];
  const read = execFileSync("sh", ["-c", `printf '%s\\0' ${commandLine(words)}`], { encoding: "utf8" });
  assert.deepEqual(read.split("\0").slice(0, -1), words);
});

test("only what was filled in is given", () => {
  const values = { "--data": " my file.csv ", "--batch-norm": "true", "--lr": "", "--unknown": "1" };
  assert.deepEqual(wordsOf(options, values), ["--data", "my file.csv", "--batch-norm"]);
  assert.deepEqual(givenOf(options, values), { "--data": "my file.csv", "--batch-norm": "true" });
});

test("the address holds what was filled in", () => {
  const values = { "--data": "a&b=c +", "--batch-norm": "true", "--lr": "0.05" };
  assert.deepEqual(parseValues(options, search(formPath(options, values))), values);
  assert.equal(formPath(options, {}), "/start");
  assert.deepEqual(parseValues(options, "?lr=&colour=red"), {});
});

test("every option is shown once", () => {
  const shown = [...firstOf(options), ...groupsOf(options).flatMap((group) => group.options)].map(({ name }) => name);
  assert.deepEqual(shown.toSorted(), options.map(({ name }) => name).toSorted());
  assert.deepEqual(firstOf(options).map(({ label }) => label), ["Data", "Network", "Learning rate"]);
  assert.deepEqual(groupsOf(options).map(({ name }) => name), ["Network", "Noise"]);
});

test("a default follows the network", () => {
  const rate = options[3];
  assert.equal(defaultOf(rate, options, {}), "0.1");
  assert.equal(defaultOf(rate, options, { "--model": "resnet20" }), "0.05");
  assert.equal(defaultOf(options[0], options, {}), "");
});

test("a refusal marks the settings that it names, and no others", () => {
  assert.deepEqual([...namedIn("--lr is '-1'; wanted a finite number above 0. See --help, --batch.", options)], ["--lr"]);
  assert.deepEqual([...namedIn("", options)], []);
});
