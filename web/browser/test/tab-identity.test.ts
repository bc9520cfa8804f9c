import assert from "node:assert/strict";
import { test } from "node:test";
import type { Draft } from "../src/live/draft";
import { identify, noClaims, type Claims } from "../src/live/tab-identity";
import { MemoryDrafts } from "./fake-tab";

const PLACE = "co-op/page/page-1";

const draft = (tab: string, updates: unknown[], savedAt = 0): Draft => ({
  tab,
  place: PLACE,
  page: "page-1",
  title: "Tides",
  text: "",
  line: null,
  version: null,
  token: null,
  confirmed: 4,
  updates,
  savedAt,
});

class Living implements Claims {
  constructor(private readonly taken = new Set<string>()) {}
  async claim(name: string): Promise<boolean> {
    if (this.taken.has(name)) return false;
    this.taken.add(name);
    return true;
  }
  giveBack(name: string): void {
    this.taken.delete(name);
  }
}

async function draftsOf(...all: Draft[]): Promise<MemoryDrafts> {
  const drafts = new MemoryDrafts();
  for (const each of all) await drafts.write(each);
  return drafts;
}

test("a reloaded tab goes on with its id and its draft", async () => {
  const drafts = await draftsOf(draft("mine", [1]));
  const identity = await identify("mine", [PLACE], drafts, new Living());
  assert.equal(identity.tab, "mine");
  assert.equal(identity.draft?.confirmed, 4);
});

test("a duplicated tab gets an id of its own while the first one lives", async () => {
  const drafts = await draftsOf(draft("mine", [1]));
  const identity = await identify("mine", [PLACE], drafts, new Living(new Set(["mine"])));
  assert.notEqual(identity.tab, "mine");
  assert.equal(identity.draft, undefined);
});

test("a new tab takes over the newest draft that a closed tab left, under that tab's id", async () => {
  const drafts = await draftsOf(draft("older", [1], 1), draft("newer", [1, 2], 2), draft("living", [1], 3));
  const identity = await identify(null, [PLACE], drafts, new Living(new Set(["living"])));
  assert.equal(identity.tab, "newer");
  assert.equal(identity.draft?.updates.length, 2);
});

test("a draft with nothing to send is not taken over", async () => {
  const drafts = await draftsOf(draft("done", []));
  const identity = await identify(null, [PLACE], drafts, new Living());
  assert.notEqual(identity.tab, "done");
});

test("a tab with a draft of its own leaves those of others alone", async () => {
  const drafts = await draftsOf(draft("mine", [1], 1), draft("left", [1], 2));
  assert.equal((await identify("mine", [PLACE], drafts, new Living())).tab, "mine");
});

test("without locks a tab trusts its own id alone", async () => {
  const drafts = await draftsOf(draft("mine", []), draft("left", [1], 2));
  assert.equal((await identify("mine", [PLACE], drafts, noClaims("mine"))).tab, "mine");
});
