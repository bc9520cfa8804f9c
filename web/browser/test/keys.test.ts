import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyMap, type Key } from "../src/page/keys";

const key = (name: string, changes: Partial<Key> = {}): Key => ({ key: name, ctrl: false, shift: false, alt: false, typing: false, ...changes });

test("G then a letter goes to a screen, and the letter alone does not", () => {
  const map = new KeyMap(() => true);
  assert.equal(map.action(key("r"), 0), null);
  assert.equal(map.action(key("g"), 100), null);
  assert.equal(map.action(key("r"), 200), "changes");
  assert.equal(map.action(key("g"), 300), null);
  assert.equal(map.action(key("h"), 9_000), "history");
});

test("single keys do nothing while somebody types or has turned them off", () => {
  assert.equal(new KeyMap(() => true).action(key("e", { typing: true }), 0), null);
  assert.equal(new KeyMap(() => false).action(key("e"), 0), null);
  assert.equal(new KeyMap(() => true).action(key("e"), 0), "edit");
});

test("the palette opens from everywhere", () => {
  assert.equal(new KeyMap(() => false).action(key("k", { ctrl: true, typing: true }), 0), "palette");
});

test("the browser keeps its own shortcuts", () => {
  const map = new KeyMap(() => true);
  for (const name of ["l", "t", "w", "n", "p", "f", "h"]) assert.equal(map.action(key(name, { ctrl: true }), 0), null);
});
