// A draft is what a tab would need to go on after a reload, a crash or a dead node: the last text
// the node confirmed, where that stands, and this tab's updates that the node has not confirmed.
import type { ChangesJson } from "./frames";

export interface Draft {
  /** Random id of the tab. Its update numbers belong to this id for ever. */
  tab: string;
  /** Which page of which wiki: see {@link placeOfPage} and {@link placeOfTitle}. */
  place: string;
  page: string;
  title: string;
  text: string;
  line: string | null;
  version: number | null;
  token: string | null;
  /** Number of the last confirmed update; the first of `updates` has the number after it. */
  confirmed: number;
  updates: ChangesJson[];
  /** Milliseconds since 1970, for clearing out what nobody came back for. */
  savedAt: number;
}

export const placeOfPage = (wiki: string, page: string) => `${wiki}/page/${page}`;
export const placeOfTitle = (wiki: string, title: string) => `${wiki}/title/${title.normalize("NFC").toLowerCase().trim()}`;

/** Where drafts are kept: IndexedDB in the browser, a map in tests. */
export interface DraftStore {
  read(tab: string): Promise<Draft | undefined>;
  at(place: string): Promise<Draft[]>;
  write(draft: Draft): Promise<void>;
  remove(tab: string): Promise<void>;
}

/** A draft as it is at one moment. */
export interface Snapshot {
  draft: Draft;
  /** To be called when the draft is written. */
  written(): void;
}

/**
 * Writes the newest draft again and again, one write at a time: a change during a write leads to
 * one more, however many changes there were. An update may be sent to the node only when it stands
 * here; else a crash could give its number to another update, which the node would take for a
 * repetition.
 */
export class DraftKeeper {
  private writing = false;
  private dirty = false;

  constructor(
    private readonly store: DraftStore,
    private readonly take: () => Snapshot,
    private readonly failed: (reason: unknown) => void,
  ) {}

  /** Something changed. Returns when what there is now is stored, or could not be. */
  async save(): Promise<void> {
    this.dirty = true;
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.dirty) {
        this.dirty = false;
        const { draft, written } = this.take();
        await this.store.write(draft);
        written();
      }
    } catch (reason) {
      this.failed(reason);
    } finally {
      this.writing = false;
    }
  }
}
