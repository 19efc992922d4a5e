import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load } from "./load.mjs";

class FakeSource extends EventTarget {
  static all = [];
  closed = false;
  constructor(url) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }
  close() {
    this.closed = true;
  }
  say(name, data, lastEventId = "") {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data), lastEventId }));
  }
}

/** The clock of the page, which goes when it is told to. */
const clock = {
  now: 0,
  waiting: [],
  setTimeout(act, wait) {
    const timer = { at: clock.now + wait, act };
    clock.waiting.push(timer);
    return timer;
  },
  clearTimeout(timer) {
    clock.waiting = clock.waiting.filter((other) => other !== timer);
  },
  tick(time) {
    clock.now += time;
    for (const timer of clock.waiting.filter(({ at }) => at <= clock.now)) {
      clock.clearTimeout(timer);
      timer.act();
    }
  },
};
globalThis.EventSource = FakeSource;
globalThis.document = Object.assign(new EventTarget(), { hidden: false });
globalThis.window = Object.assign(new EventTarget(), { setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout });

const { openStream } = await load("events.ts");
const { connectionLost } = await load("shell/connection.ts");
const last = () => FakeSource.all.at(-1);
const open = (settings = {}) => {
  const heard = [];
  const statuses = [];
  const close = openStream({
    url: (id) => `/stream?from=${id ?? 0}`,
    events: { metrics: (data) => heard.push(data) },
    onStatus: (status) => statuses.push(status),
    ...settings,
  });
  return { heard, statuses, close };
};
const hide = (hidden) => {
  document.hidden = hidden;
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  FakeSource.all = [];
  document.hidden = false;
});

test("a broken connection is opened again where it broke off", () => {
  const { heard, statuses, close } = open();
  last().onopen();
  last().say("metrics", { n: 1 }, "120");
  last().say("metrics", { n: 2 });
  last().onerror();
  assert.ok(FakeSource.all[0].closed);
  clock.tick(1000);
  assert.deepEqual(FakeSource.all.map(({ url }) => url), ["/stream?from=0", "/stream?from=120"]);
  last().onopen();
  last().say("metrics", { n: 3 }, "150");
  assert.deepEqual(heard, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  assert.deepEqual(statuses, ["connecting", "open", "lost", "open"]);
  close();
});

test("the waits grow to ten seconds, with one connection at a time, and begin anew after a success", () => {
  const { close } = open();
  const waits = [];
  for (let i = 0; i < 9; i++) {
    const before = FakeSource.all.length;
    last().onerror();
    let wait = 0;
    for (; FakeSource.all.length === before && wait < 20_000; wait += 25) clock.tick(25);
    waits.push(wait);
    assert.equal(FakeSource.all.filter(({ closed }) => !closed).length, 1);
  }
  assert.ok(waits[0] <= 650 && waits[0] >= 375, String(waits));
  assert.ok(waits.at(-1) >= 7500 && Math.max(...waits) <= 12_525, String(waits));
  last().onopen();
  last().onerror();
  const before = FakeSource.all.length;
  clock.tick(650);
  assert.equal(FakeSource.all.length, before + 1);
  close();
});

test("a hidden tab holds no connection and goes on where it was", () => {
  const { heard, close } = open();
  last().onopen();
  last().say("metrics", { n: 1 }, "7");
  hide(true);
  assert.ok(last().closed);
  clock.tick(60_000);
  assert.equal(FakeSource.all.length, 1);
  hide(false);
  assert.equal(last().url, "/stream?from=7");
  last().say("metrics", { n: 2 }, "8");
  assert.deepEqual(heard, [{ n: 1 }, { n: 2 }]);
  close();
});

test("what is closed stays closed", () => {
  const { close } = open();
  last().onerror();
  close();
  clock.tick(60_000);
  hide(true);
  hide(false);
  window.dispatchEvent(new Event("online"));
  assert.equal(FakeSource.all.length, 1);
  assert.equal(connectionLost.get(), false);
});

test("a lost connection is told after a moment, until every stream is back", () => {
  const first = open();
  const [one] = FakeSource.all;
  const second = open();
  one.onerror();
  assert.equal(connectionLost.get(), false);
  clock.tick(800);
  assert.equal(connectionLost.get(), true);
  last().onopen();
  assert.equal(connectionLost.get(), false);
  first.close();
  second.close();
});
