// Drafts in IndexedDB: they outlive the tab, the browser and the node.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Draft, DraftStore } from "./draft";

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { place: string } };
}

/** A draft without anything to send is kept this long for its numbers, in milliseconds: a day. */
const EMPTY_DRAFT_MILLIS = 24 * 60 * 60 * 1000;

/** What nobody needs is cleared out after this long, in milliseconds: a page that is being opened comes first. (Guess.) */
const CLEAR_OUT_AFTER_MILLIS = 5_000;

class DraftDatabase implements DraftStore {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  read(tab: string): Promise<Draft | undefined> {
    return this.database.get("drafts", tab);
  }

  at(place: string): Promise<Draft[]> {
    return this.database.getAllFromIndex("drafts", "place", place);
  }

  async write(draft: Draft): Promise<void> {
    // Relaxed: survives the tab and the browser, perhaps not a power cut in the same second.
    const transaction = this.database.transaction("drafts", "readwrite", { durability: "relaxed" });
    await Promise.all([transaction.store.put(draft), transaction.done]);
  }

  remove(tab: string): Promise<void> {
    return this.database.delete("drafts", tab);
  }

  async clearOut(now: number): Promise<void> {
    const transaction = this.database.transaction("drafts", "readwrite");
    for await (const cursor of transaction.store) {
      const { updates, savedAt } = cursor.value;
      if (updates.length === 0 && now - savedAt > EMPTY_DRAFT_MILLIS) await cursor.delete();
    }
    await transaction.done;
  }
}

/** @throws if this browser does not let the site store anything */
export async function openDrafts(): Promise<DraftStore> {
  const database = await openDB<Schema>("enquire", 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore("drafts", { keyPath: "tab" }).createIndex("place", "place");
    },
  });
  const drafts = new DraftDatabase(database);
  setTimeout(() => void drafts.clearOut(Date.now()).catch(() => undefined), CLEAR_OUT_AFTER_MILLIS);
  return drafts;
}

/** For a browser that stores nothing: typing works, and the screen says what that means. */
export const noDrafts: DraftStore = {
  read: async () => undefined,
  at: async () => [],
  write: () => Promise.reject(new Error("this browser stores nothing")),
  remove: async () => undefined,
};
