import assert from "node:assert/strict";
import { test } from "node:test";
import { between } from "../src/editor/scroll-together";

test("between two headings of the source the preview is as far between the same two", () => {
  assert.equal(between(150, [0, 100, 200], [0, 1000, 1400]), 1200);
  assert.equal(between(50, [0, 100, 200], [0, 1000, 1400]), 500);
});

test("before the beginning it stands at the beginning, behind the end at the end", () => {
  assert.equal(between(-30, [0, 100], [0, 700]), 0);
  assert.equal(between(100, [0, 100], [0, 700]), 700);
  assert.equal(between(900, [0, 100], [0, 700]), 700);
});

test("two headings in one place divide by nothing", () => {
  assert.equal(between(100, [0, 100, 100, 200], [0, 10, 20, 30]), 20);
});
