// Files that wait in this browser are sent from whatever screen is opened. One that the node does not take says so and
// can be discarded.
import { NodeAwayError, RefusedError, sendFile } from "../editor/send-file";
import { oneTabSends, waitingFiles, type FileStore, type WaitingFile } from "../live/waiting-files";
import { words } from "../words";
import { hideStrip, showStrip } from "./strips";
import { toast } from "./toast";
import { wiki } from "./wiki";

/** Said one above the other at a time; the others are said when these are gone. (Guess.) */
const TOLD_MAX = 3;

export async function sendWaitingFiles(store: FileStore = waitingFiles()): Promise<void> {
  await oneTabSends(async () => {
    let told = 0;
    for (const file of await store.of(wiki)) {
      const why = await send(store, file);
      if (why !== null && told++ < TOLD_MAX) tell(store, file, why);
    }
    await store.of(wiki); // Notes whether any is left.
  }).catch(() => undefined); // Storage that is closed to this site holds no file either.
}

/** @returns why the node does not take it; null if it did, or may later */
async function send(store: FileStore, file: WaitingFile): Promise<string | null> {
  const { id, name, page, type, bytes, known: knownBefore } = file;
  if (knownBefore !== undefined) return null;
  try {
    const known = await sendFile(name, page, new Blob([bytes]), type, () => undefined);
    // The page has these bytes by another name: the edit screen puts that into the text, and sends it once more.
    if (known === name) await store.remove(id);
    else await store.note(file, known).catch(() => undefined); // Then the next screen sends it again.
    return null;
  } catch (error) {
    if (error instanceof NodeAwayError) return null;
    // A page whose draft was never sent is made by its edit screen; till then the file waits for it.
    if (error instanceof RefusedError) return error.lacksPage ? null : error.message;
    throw error;
  }
}

function tell(store: FileStore, file: WaitingFile, why: string): void {
  const strips = document.querySelector("[data-strips]");
  const strip = `file-${file.id}`;
  const discard = () => {
    hideStrip(strips, strip);
    void discardFile(store, file, () => tell(store, file, why));
  };
  showStrip(strips, strip, { text: words.fileRefused(file.name, why), kind: "wait", actions: [{ label: words.discard, run: discard }] });
}

/** @param again after it was put back */
export async function discardFile(store: FileStore, file: WaitingFile, again: () => void): Promise<void> {
  await store.remove(file.id);
  toast(words.discarded(file.name), { label: words.undo, run: () => void putBack(store, file, again) });
}

/** Somebody else may have taken the room meanwhile: then the file stays in this tab, and that is said. */
async function putBack(store: FileStore, file: WaitingFile, again: () => void): Promise<void> {
  const strips = document.querySelector("[data-strips]");
  const strip = `file-${file.id}`;
  try {
    await store.add(file);
  } catch {
    const run = () => void putBack(store, file, again);
    return showStrip(strips, strip, { text: words.notPutBack(file.name), kind: "bad", actions: [{ label: words.undo, run }] });
  }
  hideStrip(strips, strip);
  again();
}
