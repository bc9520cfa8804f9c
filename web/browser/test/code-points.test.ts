import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import { snapped, splitsPair, wholeCodePoints } from "../src/editor/code-points";
import { Random } from "./random";

const isWellFormed = (text: string) => !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

test("a position inside a character is recognised", () => {
  const doc = Text.of(["a🌊b"]);
  assert.deepEqual([0, 1, 2, 3, 4].map((at) => splitsPair(doc, at)), [false, false, true, false, false]);
});

test("a deletion of half a character takes the whole character", () => {
  const doc = Text.of(["a🌊b"]);
  const changes = snapped(doc, ChangeSet.of({ from: 1, to: 2 }, doc.length));
  assert.equal(changes?.apply(doc).toString(), "ab");
});

test("an insertion into a character goes before it", () => {
  const doc = Text.of(["a🌊b"]);
  const changes = snapped(doc, ChangeSet.of({ from: 2, insert: "x" }, doc.length));
  assert.equal(changes?.apply(doc).toString(), "ax🌊b");
});

test("a lone half that is inserted becomes a replacement character", () => {
  const doc = Text.of(["ab"]);
  const changes = snapped(doc, ChangeSet.of({ from: 1, insert: "\ud83c" }, doc.length));
  assert.equal(changes?.apply(doc).toString(), "a\ufffdb");
});

test("every line end becomes a line feed", () => {
  const doc = Text.of(["ab"]);
  const changes = snapped(doc, ChangeSet.of({ from: 1, insert: "x\r\ny\rz\n" }, doc.length, "\n"));
  assert.equal(changes?.apply(doc).toString(), "ax\ny\nz\nb");
});

test("no carriage return stays in the editor", () => {
  const settings = [EditorState.lineSeparator.of("\n"), wholeCodePoints()];
  const state = EditorState.create({ doc: "ab", extensions: settings });
  const { doc } = state.update({ changes: { from: 1, insert: "one\r\ntwo\r\n" } }).state;
  assert.deepEqual(doc.toJSON(), ["aone", "two", "b"]);
});

test("changes on whole characters are left alone", () => {
  const doc = Text.of(["a🌊b"]);
  assert.equal(snapped(doc, ChangeSet.of({ from: 1, to: 3, insert: "🦦" }, doc.length)), null);
});

test("no random edit leaves half a character in the editor", () => {
  const random = new Random(20261122);
  let state = EditorState.create({ doc: "🌊🦦 tide 👩‍🚒\n", extensions: [wholeCodePoints()] });
  for (let step = 0; step < 2000; step++) {
    const changes = Array.from({ length: 1 + random.below(3) }, () => {
      const from = random.below(state.doc.length + 1);
      const to = Math.min(state.doc.length, from + random.below(4));
      return { from, to, insert: random.of(["", "🌊", "x", "\ud83c", "\udf0a", "é\n"]) };
    });
    const apart = changes.sort((a, b) => a.from - b.from).filter((change, i, all) => i === 0 || change.from > all[i - 1]!.to);
    state = state.update({ changes: apart }).state;
    assert.ok(isWellFormed(state.doc.toString()), `step ${step}`);
  }
});
