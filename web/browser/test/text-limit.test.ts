import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { atMost } from "../src/editor/text-limit";

function editor(doc: string, charsMax: number) {
  const said: string[] = [];
  const state = EditorState.create({ doc, extensions: [atMost(charsMax, () => said.push("left out"))] });
  return { state, said };
}

test("a text grows up to its limit and not beyond, and this is said", () => {
  const { state, said } = editor("1234", 6);
  assert.equal(state.update({ changes: { from: 4, insert: "56" } }).state.doc.toString(), "123456");
  assert.deepEqual(said, []);
  assert.equal(state.update({ changes: { from: 4, insert: "567" } }).state.doc.toString(), "1234");
  assert.deepEqual(said, ["left out"]);
});

test("a text that is too long already can be made shorter", () => {
  const { state, said } = editor("123456789", 6);
  assert.equal(state.update({ changes: { from: 0, to: 1 } }).state.doc.toString(), "23456789");
  assert.deepEqual(said, []);
});
