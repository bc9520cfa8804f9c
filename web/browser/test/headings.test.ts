import assert from "node:assert/strict";
import { test } from "node:test";
import { renamedHeadings } from "../src/editor/headings";

test("a heading with other words is the one that stood there", () => {
  assert.deepEqual(renamedHeadings(["A", "Load", "C"], ["A", "Safe load", "C"]), [{ from: "Load", to: "Safe load" }]);
});

test("headings that were moved, added or taken out were not renamed", () => {
  assert.deepEqual(renamedHeadings(["A", "B"], ["B", "A"]), []);
  assert.deepEqual(renamedHeadings(["A"], ["A", "B"]), []);
  assert.deepEqual(renamedHeadings(["A", "B"], ["C"]), []);
});
