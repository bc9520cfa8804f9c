// Files that are pasted, dropped or chosen. A line says how far the upload is, then one edit puts the link in its
// place. While the node does not answer, the link comes at once and the file waits in this browser.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { oneTabSends, type FileStore, type WaitingFile } from "../live/waiting-files";
import { announce } from "../page/announce";
import { wiki } from "../page/wiki";
import { words } from "../words";
import { discardFile } from "../page/waiting";
import { NodeAwayError, RefusedError, sendFile } from "./send-file";
import { putLine, relink, replaceLine, showNotes, uploadLines, type Note } from "./upload-lines";

/** A name that can stand in `![[name]]` and that this text does not use yet. */
export function freeName(name: string, text: string): string {
  const plain = name.replace(/[[\]|#\n\r/\\]/g, "-").trim() || "file";
  const dot = plain.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? plain : `${stem}-${number}${ending}`;
    if (!text.includes(`[[${candidate}]]`)) return candidate;
  }
}

/** What an upload must know of the page. */
export interface UploadPage {
  /** Id of the page, or null while it is not made. */
  made(): string | null;
  /** The same, as soon as it is made. */
  whenMade(): Promise<string>;
  title(): string;
}

export class Uploads {
  private next = 0;
  private readonly running = new Set<Promise<void>>();
  private readonly names = new Set<string>();
  private readonly notes = new Map<string, Note>();

  constructor(
    private readonly view: EditorView,
    private readonly page: UploadPage,
    private readonly bytesMax: number,
    private readonly store: FileStore,
  ) {}

  static extension(files: (files: File[], position: number) => void): Extension {
    const from = (data: DataTransfer | null) => [...(data?.files ?? [])];
    return [
      uploadLines,
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const pasted = from(event.clipboardData);
          if (view.state.readOnly || pasted.length === 0 || event.clipboardData?.getData("text/plain")) return false;
          files(pasted, view.state.selection.main.head);
          return true;
        },
        drop: (event, view) => {
          const dropped = from(event.dataTransfer);
          if (dropped.length === 0) return false;
          event.preventDefault();
          if (!view.state.readOnly) files(dropped, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length);
          return true;
        },
      }),
    ];
  }

  add(files: File[], position: number): void {
    let before: Promise<void> = Promise.resolve();
    for (const [index, file] of files.entries()) {
      const upload = this.upload(file, position, index > 0, before).finally(() => this.running.delete(upload));
      this.running.add(upload);
      before = upload;
    }
  }

  /** Whether a file is on its way to the node, or to this browser's storage. */
  get busy(): boolean {
    return this.running.size > 0;
  }

  async settled(): Promise<void> {
    while (this.busy) await Promise.all(this.running);
  }

  /** The node answers: give it what waits. Whoever leaves waits for that; else the next screen begins with it anew. */
  resume(): Promise<void> {
    const sending = this.sendAllWaiting().finally(() => this.running.delete(sending));
    this.running.add(sending);
    return sending;
  }

  /** One file after the other, by one tab at a time. */
  private async sendAllWaiting(): Promise<void> {
    const waiting = await this.store.of(wiki).catch(() => []);
    for (const { name, page } of waiting) if (this.isHere(page)) this.note(name, words.onlyHere(name));
    const send = async () => {
      for (const file of await this.store.of(wiki)) await this.sendWaiting(file);
      // Another tab may have sent them meanwhile.
      const left = new Set((await this.store.of(wiki)).map(({ name }) => name));
      for (const name of [...this.notes.keys()]) if (!left.has(name) && !this.notes.get(name)!.bad) this.note(name, null);
    };
    if (waiting.length === 0) return;
    await oneTabSends(send).catch(() => undefined);
  }

  private isHere(page: string): boolean {
    return page === this.page.made() || page === this.page.title();
  }

  /**
   * @param ownLine whether its link begins a line
   * @param before is over when the files are linked that stand before it
   */
  private async upload(file: File, position: number, ownLine: boolean, before: Promise<void>): Promise<void> {
    const id = this.next++;
    const show = (text: string, bad = false) => putLine(this.view, { id, position, text, bad });
    const fail = (sentence: string) => {
      show(sentence, true);
      announce(sentence);
    };
    if (file.size > this.bytesMax) return fail(words.fileTooLarge(file.name, Math.floor(this.bytesMax / 1024 / 1024)));
    const text = this.view.state.doc.toString() + [...this.names].map((each) => `[[${each}]]`).join("");
    const name = freeName(file.name, text);
    this.names.add(name);
    show(words.uploading(name, 0));
    let linked = false;
    const insertLink = (known: string) => {
      if (!linked) replaceLine(this.view, id, known, ownLine);
      linked = true;
    };
    try {
      await before;
      const page = this.page.made();
      insertLink(await sendFile(name, page, file, file.type, (percent) => show(words.uploading(name, percent))));
      // A page that was not made yet could not note that it uses the file; this edit makes it.
      if (page === null) relink(this.view, name, await sendFile(name, await this.page.whenMade(), file, file.type, () => undefined));
    } catch (error) {
      if (error instanceof RefusedError) return fail(words.uploadRefused(file.name, error.message));
      const reason = await this.keep(file, name);
      if (reason !== null) return fail(reason);
      insertLink(name);
      this.note(name, words.onlyHere(name));
    } finally {
      this.names.delete(name);
    }
  }

  /** @returns a sentence why the file cannot wait here, or null if it does */
  private async keep(file: File, name: string): Promise<string | null> {
    let bytes: ArrayBuffer;
    try {
      bytes = await file.arrayBuffer();
    } catch {
      return words.fileUnreadable(file.name); // A folder was dropped, or the file is gone.
    }
    const page = this.page.made() ?? this.page.title();
    try {
      await this.store.add({ id: crypto.getRandomValues(new Uint32Array(4)).join("-"), wiki, page, name, type: file.type, bytes, addedAt: Date.now() });
      return null;
    } catch {
      return words.nodeAwayNoRoom(file.name); // Storage is closed to this site, or full.
    }
  }

  private async sendWaiting(file: WaitingFile): Promise<void> {
    const { id, name, page, type, bytes } = file;
    const here = this.isHere(page);
    const say = (text: string) => here && this.note(name, text);
    try {
      const target = here ? this.page.made() : page;
      if (target === null) return; // Its draft is still on the way: this is tried again when the page is made.
      const known = await sendFile(name, target, new Blob([bytes]), type, (percent) => say(words.uploading(name, percent)));
      await this.store.remove(id);
      if (here) relink(this.view, name, known);
      if (here) this.note(name, null);
    } catch (error) {
      if (error instanceof NodeAwayError) say(words.onlyHere(name));
      // A page that is not made, or a draft that was never sent: the file waits for it.
      else if (error instanceof RefusedError && here) this.note(name, words.fileRefused(name, error.message), true, () => this.discard(file));
    }
  }

  /** What the node never takes need not wait for ever. */
  private discard(file: WaitingFile): void {
    this.note(file.name, null);
    this.view.focus();
    void discardFile(this.store, file, () => void this.resume());
  }

  private note(name: string, text: string | null, bad = false, discard: (() => void) | null = null): void {
    if (text === null) this.notes.delete(name);
    else this.notes.set(name, { text, bad, discard });
    showNotes(this.view, new Map(this.notes));
  }
}
