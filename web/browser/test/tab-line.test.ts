import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import type { TextFrame } from "../src/live/frames";
import { FakeNode } from "./fake-node";
import { FakeTab, MemoryDrafts, finish, settle } from "./fake-tab";

test("two tabs see each other's typing", async () => {
  const node = new FakeNode();
  const drafts = new MemoryDrafts();
  const alice = await FakeTab.open("alice", node, drafts);
  const bob = await FakeTab.open("bob", node, drafts);
  alice.connect();
  bob.connect();
  settle([alice, bob]);

  alice.type({ from: 0, insert: "low water" });
  bob.type({ from: 0, insert: "high water, " });
  await finish([alice, bob]);

  assert.equal(alice.text, bob.text);
  assert.equal(alice.text, node.text.toString());
  assert.ok(alice.text.includes("low water") && alice.text.includes("high water, "));
});

test("who comes back hears how many edits of others were missed", async () => {
  const node = new FakeNode();
  const drafts = new MemoryDrafts();
  const alice = await FakeTab.open("alice", node, drafts);
  const bob = await FakeTab.open("bob", node, drafts);
  await finish([alice, bob]);
  alice.lose();
  alice.type({ from: 0, insert: "mine. " });
  for (const word of ["one ", "two ", "three "]) {
    bob.type({ from: 0, insert: word });
    await finish([bob]);
  }

  let frame: TextFrame | undefined;
  node.connect("alice", (sent) => (frame = sent as TextFrame), alice.line.openFrame("page-1", "Tides"));
  assert.ok(frame);
  assert.equal(alice.line.waiting, 1);
  assert.equal(alice.line.missedBy(frame), 3);
  assert.equal(alice.line.missedBy({ ...frame, line: "another" }), 0);
});

test("nothing is called saved before the node has it on disk", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  assert.equal(alice.line.isSaved, true);

  alice.type({ from: 0, insert: "x" });
  assert.equal(alice.line.isSaved, false);
  assert.equal(alice.line.isStored, false);
  await alice.save();
  assert.equal(alice.line.isStored, true);
  alice.push();
  assert.equal(alice.line.isSaved, false);
  settle([alice]);
  assert.equal(alice.line.isSaved, true);
});

test("an update is not sent before its draft is written", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);

  alice.type({ from: 0, insert: "x" });
  assert.equal(alice.line.nextPush(), null);
  await alice.save();
  assert.deepEqual(alice.line.nextPush()?.updates.map(({ number }) => number), [1]);
});

test("an update that arrived before the connection broke is not applied twice", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "once" });
  await alice.save();
  alice.push();
  alice.deliverToNode();
  alice.lose();
  alice.type({ from: 4, insert: " more" });

  await finish([alice]);

  assert.equal(node.text.toString(), "once more");
  assert.equal(alice.text, "once more");
});

test("a tab that died goes on from its draft", async () => {
  const node = new FakeNode();
  const drafts = new MemoryDrafts();
  const first = await FakeTab.open("alice", node, drafts);
  first.connect();
  settle([first]);
  first.lose();
  first.type({ from: 0, insert: "kept" });
  await first.save();
  node.edit(ChangeSet.of({ from: 0, insert: "from Carol, " }, node.text.length));

  const again = await FakeTab.open("alice", node, drafts);
  assert.equal(again.text, "kept");
  await finish([again]);

  assert.equal(again.text, node.text.toString());
  assert.ok(again.text.includes("kept") && again.text.includes("from Carol, "));
});

test("typing survives a line that is gone", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "one three" });
  await finish([alice]);
  alice.lose();
  alice.type({ from: 3, insert: " two" });
  node.edit(ChangeSet.of({ from: 9, insert: " four" }, node.text.length));
  node.forgetLine();

  await finish([alice]);

  assert.equal(alice.text, "one two three four");
  assert.equal(node.text.toString(), "one two three four");
});

test("a node restored from a backup gets numbers without a gap", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "one" });
  await finish([alice]);
  const backup = node.text;
  alice.type({ from: 3, insert: " two" });
  await finish([alice]);
  alice.lose();
  alice.type({ from: 7, insert: " three" });
  node.restoreBackup("alice", backup, 1);

  await finish([alice]);

  assert.equal(alice.text, node.text.toString());
  assert.ok(alice.text.endsWith(" three"));
});

test("a node that knows nothing of a tab any more gets its numbers from 1", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "one" });
  await finish([alice]);
  alice.type({ from: 3, insert: " two" });
  await finish([alice]);
  alice.lose();
  alice.type({ from: 7, insert: " three" });
  node.restoreBackup("alice", node.text, 0);

  await finish([alice]);

  assert.deepEqual(alice.problems, []);
  assert.equal(node.text.toString(), "one two three");
});

test("what was only too long in between arrives after a refusal, without another edit", async () => {
  const node = new FakeNode(20);
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "low water" });
  alice.type({ from: 9, insert: ", and far too much of it" });
  alice.type({ from: 9, to: 33 });
  await finish([alice]);

  assert.deepEqual(alice.problems, ["too long"]);
  assert.equal(node.text.toString(), "low water");
  assert.equal(alice.line.isSaved, true);
  assert.equal(alice.line.isHeld, false);
  alice.type({ from: 9, insert: "!" });
  await finish([alice]);
  assert.equal(node.text.toString(), "low water!");
});

test("a refused edit waits for the next one, and everything arrives with that", async () => {
  const node = new FakeNode(20);
  const drafts = new MemoryDrafts();
  const alice = await FakeTab.open("alice", node, drafts);
  const bob = await FakeTab.open("bob", node, drafts);
  alice.connect();
  bob.connect();
  settle([alice, bob]);
  alice.type({ from: 0, insert: "low water, far too much" });
  await finish([alice, bob]);
  assert.deepEqual(alice.problems, ["too long"]);
  assert.equal(alice.line.isHeld, true);
  assert.equal(alice.line.isSaved, false);

  alice.type({ from: 9, to: 23 });
  await finish([alice, bob]);

  assert.equal(alice.line.isHeld, false);
  assert.equal(node.text.toString(), "low water");
  assert.equal(bob.text, "low water");
});

test("a tab that goes on from a refused draft can be mended, too", async () => {
  const node = new FakeNode(20);
  const drafts = new MemoryDrafts();
  const first = await FakeTab.open("alice", node, drafts);
  first.connect();
  settle([first]);
  first.type({ from: 0, insert: "low water" });
  first.type({ from: 9, insert: ", far too much of it" });
  await finish([first]);
  first.lose();

  const again = await FakeTab.open("alice", node, drafts);
  again.type({ from: 9, to: 29 });
  await finish([again]);

  assert.equal(node.text.toString(), "low water");
  assert.equal(again.line.isSaved, true);
});

test("a failed push is pushed again under the same numbers", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  node.failNext("The disk is full.", "The disk is full.");
  alice.type({ from: 0, insert: "one" });
  alice.type({ from: 3, insert: " two" });
  await finish([alice]);
  assert.equal(alice.line.isHeld, true);
  assert.equal(node.text.toString(), "");
  alice.line.tryAgain();
  await finish([alice]);
  assert.equal(alice.line.isHeld, true);
  alice.line.tryAgain();
  await finish([alice]);

  assert.equal(alice.line.isHeld, false);
  assert.equal(node.text.toString(), "one two");
  assert.equal(node.version, 2);
});

test("a draft that was on its way while its updates were merged lets nothing be sent", async () => {
  const node = new FakeNode(20);
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "low water" });
  alice.type({ from: 9, insert: ", far too much of it" });
  await alice.save();
  alice.push();
  const written = alice.line.storing();
  alice.deliverToNode();
  alice.deliverFromNode();
  alice.type({ from: 9, to: 29 });

  written();

  assert.equal(alice.line.nextPush(), null);
  await finish([alice]);
  assert.equal(node.text.toString(), "low water");
});

test("updates that come twice are taken once", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  const changes = ChangeSet.of({ from: 0, insert: "x" }, 0).toJSON() as unknown;
  const frame = { type: "updates", version: 0, updates: [{ tab: null, number: 0, changes, author: "Bob", color: 1 }] } as const;
  alice.line.receiveUpdates({ ...frame, updates: [...frame.updates] });
  alice.line.receiveUpdates({ ...frame, updates: [...frame.updates] });
  assert.equal(alice.text, "x");
});

test("a cursor of somebody else stays where it was while texts change", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "abc" });
  await finish([alice]);
  const version = node.version;
  node.edit(ChangeSet.of({ from: 0, insert: "12" }, 3));
  alice.deliverFromNode();
  alice.type({ from: 0, insert: "-" });

  assert.equal(alice.line.fromNode(2, version), 5);
  assert.equal(alice.line.toNode(5), 4);
});

test("a cursor of another node stands where it says in the text that both have, and never outside", async () => {
  const node = new FakeNode();
  const alice = await FakeTab.open("alice", node, new MemoryDrafts());
  alice.connect();
  settle([alice]);
  alice.type({ from: 0, insert: "low water" });
  await finish([alice]);
  assert.equal(alice.line.fromNode(4, -1), 4);
  alice.type({ from: 0, insert: "Very " });

  assert.equal(alice.line.fromNode(4, -1), 9);
  assert.equal(alice.line.fromNode(1_000, -1), alice.text.length);
});
