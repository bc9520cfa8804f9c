// Files that were added while the node did not answer, in IndexedDB until they are uploaded. A database of its own: a
// tab of an older version that holds the drafts open must not keep a newer one from opening.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { noteWaiting } from "../page/files-wait";

export interface WaitingFile {
  id: string;
  wiki: string;
  /** Id of the page, or its title while it is not made. */
  page: string;
  name: string;
  /** Media type; empty if the browser does not know it. */
  type: string;
  bytes: ArrayBuffer;
  /** Milliseconds since 1970. */
  addedAt: number;
  /** The other name by which the page has these bytes, once the node has said so: only the text is still to be changed. */
  known?: string;
}

export interface FileStore {
  /** @throws if the browser has no room, or {@link WAITING_BYTES_MAX} would be exceeded */
  add(file: WaitingFile): Promise<void>;
  of(wiki: string): Promise<WaitingFile[]>;
  /** Notes by which name the page has its bytes, if it still waits. */
  note(file: WaitingFile, known: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** All that waits in this browser, in bytes. Ten of the largest files. (Guess.) */
export const WAITING_BYTES_MAX = 250 * 1024 * 1024;

interface Schema extends DBSchema {
  files: { key: string; value: WaitingFile; indexes: { wiki: string } };
}

/** Opened when it is first asked; every call fails if this browser does not let the site store anything. */
class FileDatabase implements FileStore {
  private opened: Promise<IDBPDatabase<Schema>> | null = null;

  private get database(): Promise<IDBPDatabase<Schema>> {
    return (this.opened ??= openDB<Schema>("enquire-files", 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore("files", { keyPath: "id" }).createIndex("wiki", "wiki");
      },
    }));
  }

  async add(file: WaitingFile): Promise<void> {
    const transaction = (await this.database).transaction("files", "readwrite");
    let bytes = file.bytes.byteLength;
    for await (const { value } of transaction.store) bytes += value.bytes.byteLength;
    if (bytes > WAITING_BYTES_MAX) throw new Error("too much waits already");
    await Promise.all([transaction.store.add(file), transaction.done]);
    noteWaiting(file.wiki, true);
  }

  async of(wiki: string): Promise<WaitingFile[]> {
    const files = await (await this.database).getAllFromIndex("files", "wiki", wiki);
    noteWaiting(wiki, files.length > 0);
    return files;
  }

  async note({ id }: WaitingFile, known: string): Promise<void> {
    const transaction = (await this.database).transaction("files", "readwrite");
    const file = await transaction.store.get(id);
    if (file) await transaction.store.put({ ...file, known });
    await transaction.done;
  }

  async remove(id: string): Promise<void> {
    await (await this.database).delete("files", id);
  }
}

/** By one tab at a time. */
export async function oneTabSends(send: () => Promise<void>): Promise<void> {
  await ("locks" in navigator ? navigator.locks.request("enquire-files", send) : send());
}

export const waitingFiles = (): FileStore => new FileDatabase();
