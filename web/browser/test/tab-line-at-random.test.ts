import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import { FakeNode } from "./fake-node";
import { FakeTab, MemoryDrafts, finish, settle } from "./fake-tab";
import { Random } from "./random";

/** Rounds of mending until everything must be saved: each halves a text. (Arithmetic.) */
const ROUNDS_MAX = 30;

/** Short enough that some pushes of a random run are refused, long enough that most are not. */
const CHARS_MAX = 250;

/** One run of everything at random. Words are unique, so that loss and doubling can be counted. */
async function run(seed: number, deletes: boolean): Promise<void> {
  const random = new Random(seed);
  const failures = new Random(-seed);
  const node = new FakeNode(deletes ? CHARS_MAX : undefined);
  const drafts = new MemoryDrafts();
  const names = ["alice", "bob", "carol"];
  const tabs = await Promise.all(names.map((name) => FakeTab.open(name, node, drafts)));
  const words = new Map<string, { tab: number; number: number }>();
  const stored = new Map<number, number>();
  let word = 0;
  for (const tab of tabs) tab.connect();
  settle(tabs);
  for (let step = 0; step < 150; step++) {
    const index = random.below(tabs.length);
    const tab = tabs[index]!;
    const at = () => random.below(tab.state.doc.length + 1);
    const action = random.below(100);
    if (action < 35) {
      const text = `<${random.of(["🌊", "é", "e\u0301", "👩‍🚒", "x"])}${word++}>`;
      // Never inside another word: what is split could not be counted.
      const gaps = [0, ...[...tab.text.matchAll(/>/g)].map((match) => match.index + 1)];
      tab.type({ from: deletes ? at() : random.of(gaps), insert: text });
      words.set(text, { tab: index, number: tab.line.lastNumber });
    } else if (action < 45 && deletes) {
      const from = at();
      tab.type({ from, to: Math.min(tab.state.doc.length, from + random.below(6)) });
    } else if (action < 60) {
      await tab.save();
      stored.set(index, tab.line.lastNumber);
    } else if (action < 70) tab.push();
    else if (action < 80) tab.deliverToNode();
    else if (action < 90) tab.deliverFromNode();
    else if (action < 92) {
      const text = `<n${word++}>`;
      node.edit(ChangeSet.of({ from: 0, insert: text }, node.text.length));
    } else if (action < 95) tab.lose();
    else if (action < 97) {
      if (!tab.connected) tab.connect();
    } else if (action < 98) {
      if (failures.below(2) === 0) node.failNext("The disk is full.");
      for (const each of tabs) each.lose();
      node.forgetLine();
    } else {
      tab.lose();
      for (const [text, { tab: owner, number }] of words) {
        if (owner === index && number > (stored.get(index) ?? 0)) words.delete(text);
      }
      tabs[index] = await FakeTab.open(tab.name, node, drafts);
    }
  }
  for (let round = 0; round < ROUNDS_MAX && tabs.some(({ line }) => !line.isSaved); round++) {
    // As the clock would, and as a person would who is told that the page is full.
    for (const tab of tabs) tab.line.tryAgain();
    const held = deletes && tabs.find(({ line, state }) => line.isHeld && state.doc.length > 0);
    if (held) held.type({ from: 0, to: Math.ceil(held.state.doc.length / 2) });
    await finish(tabs);
  }
  await finish(tabs);
  const text = node.text.toString();
  for (const tab of tabs) {
    assert.equal(tab.text, text, `${tab.name} differs, seed ${seed}`);
    assert.ok(tab.line.isSaved, `${tab.name} waits, seed ${seed}`);
  }
  if (deletes) return;
  for (const each of words.keys()) {
    assert.equal(text.split(each).length - 1, 1, `"${each}" is there ${text.split(each).length - 1} times, seed ${seed}`);
  }
}

test("three tabs converge whatever happens to their connections", async () => {
  for (let seed = 1; seed <= 150; seed++) await run(seed, true);
});

test("no stored word is lost and none is doubled", async () => {
  for (let seed = 1; seed <= 150; seed++) await run(seed, false);
});
