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
async function send(store: FileStore, { id, name, page, type, bytes }: WaitingFile): Promise<string | null> {
  try {
    const known = await sendFile(name, page, new Blob([bytes]), type, () => undefined);
    // The page has these bytes by another name: the edit screen puts that into the text, and sends it once more.
    if (known === name) await store.remove(id);
    return null;
  } catch (error) {
    if (error instanceof NodeAwayError) return null;
    if (error instanceof RefusedError) return error.message;
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
  toast(words.discarded(file.name), { label: words.undo, run: () => void store.add(file).then(again) });
}
