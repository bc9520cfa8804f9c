// The tab's side of the version line of its page. The node is the authority: the tab applies its
// edits at once, pushes what is unconfirmed, and rebases it over what others did first.
// No socket, no storage, no clock: the owner carries frames in and out, one thread at a time.
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates, type Update } from "@codemirror/collab";
import { ChangeSet, Text, type ChangeDesc, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { difference, tightened } from "./difference";
import type { Draft } from "./draft";
import type { AckFrame, OpenFrame, PushFrame, StaleFrame, TextFrame, UpdatesFrame } from "./frames";

/** The editor, or a bare state in a test. */
export interface TextHost {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

/**
 * How many updates one push carries at most. A tab that was away for an hour of typing has a few
 * thousand; the node's frame limit holds many more. (Arithmetic.)
 */
export const PUSH_UPDATES_MAX = 500;

/** How many past steps a cursor of somebody else can be mapped over. (Guess.) */
const STEPS_KEPT = 200;

const toText = (text: string) => Text.of(text.split("\n"));

/**
 * Whether pushing waits after the node did not take the last push: until the next edit ("refused"),
 * until it is tried again ("failed"), or for the answer to that ("trying").
 */
type Holding = "no" | "refused" | "failed" | "trying";

/** The update does not fit what this tab knows: the connection must begin anew. */
export class OutOfStepError extends Error {}

export class TabLine {
  private confirmed: Text;
  private line: string | null;
  private version: number | null;
  private token: string | null;
  private confirmedNumber: number;
  private ackedNumber: number;
  private storedNumber: number;
  private inFlight = false;
  private opened = false;
  private holding: Holding = "no";
  /** How many of the editor's first updates count as one: see {@link mergeAll}. */
  private merged = 1;
  /** Counts how often updates got other numbers than a draft on its way may have given them. */
  private numbering = 0;
  private awaitedVersion = 0;
  private steps: { version: number; changes: ChangeDesc }[] = [];

  /** The extension that the host's state must have. */
  static extension(tab: string): Extension {
    return collab({ clientID: tab });
  }

  /** A host for a new tab has an empty text; one for a draft has the draft's confirmed text. */
  constructor(
    readonly tab: string,
    private readonly host: TextHost,
    draft?: Draft,
  ) {
    this.confirmed = host.state.doc;
    this.line = draft?.line ?? null;
    this.version = draft?.version ?? null;
    this.token = draft?.token ?? null;
    this.confirmedNumber = draft?.confirmed ?? 0;
    this.ackedNumber = this.confirmedNumber;
    this.storedNumber = this.confirmedNumber + (draft?.updates.length ?? 0);
    for (const json of draft?.updates ?? []) {
      host.dispatch(host.state.update({ changes: ChangeSet.fromJSON(json), filter: false }));
    }
  }

  /** Number of this tab's last update, confirmed or not. */
  get lastNumber(): number {
    return this.confirmedNumber + this.unconfirmed().length;
  }

  /** Whether every update of this tab is on disk at the node. */
  get isSaved(): boolean {
    return Math.max(this.ackedNumber, this.confirmedNumber) >= this.lastNumber;
  }

  /** Whether every update of this tab is in the draft or at the node. */
  get isStored(): boolean {
    return this.storedNumber >= this.lastNumber || this.isSaved;
  }

  get isOpen(): boolean {
    return this.opened;
  }

  /** Whether the node did not take the last push, and has taken none since. */
  get isHeld(): boolean {
    return this.holding !== "no";
  }

  /** Token of the version that the text was made from, while nothing is on its way; else null. */
  get base(): string | null {
    return this.opened && !this.inFlight ? this.token : null;
  }

  /** How many updates wait for the node. */
  get waiting(): number {
    return this.lastNumber - Math.max(this.ackedNumber, this.confirmedNumber);
  }

  openFrame(page: string, title: string): OpenFrame {
    return { type: "open", page, title, tab: this.tab, line: this.line, version: this.version, token: this.token };
  }

  draft(): Omit<Draft, "place" | "page" | "title" | "savedAt"> {
    return {
      tab: this.tab,
      text: this.confirmed.toString(),
      line: this.line,
      version: this.version,
      token: this.token,
      confirmed: this.confirmedNumber,
      updates: this.unconfirmed().map((changes) => changes.toJSON()),
    };
  }

  /**
   * To be called together with {@link draft}; what it returns is to be called when that is written.
   * Updates that got other numbers meanwhile are not in it.
   */
  storing(): () => void {
    const { numbering, lastNumber } = this;
    return () => {
      if (numbering === this.numbering) this.storedNumber = Math.max(this.storedNumber, lastNumber);
    };
  }

  /** Nothing can be stored here: what there is now may be pushed all the same. */
  goWithoutStoring(): void {
    this.storedNumber = this.lastNumber;
  }

  /** The connection is gone; what was on its way may or may not have arrived. */
  disconnected(): void {
    this.opened = false;
    this.inFlight = false;
    this.awaitedVersion = 0;
  }

  /** Forget where this tab stood, so that the node answers with the whole text. */
  forgetPosition(): void {
    this.line = null;
    this.version = null;
    this.token = null;
  }

  /** The next push, or null if there is nothing to push now. One is in flight at a time. */
  nextPush(): PushFrame | null {
    const version = this.version;
    const waits = this.holding === "refused" || this.holding === "failed";
    if (!this.opened || this.inFlight || waits || version === null || version < this.awaitedVersion) return null;
    const ready = this.unconfirmed().slice(0, this.storedNumber - this.confirmedNumber);
    if (ready.length === 0) return null;
    this.inFlight = true;
    const updates = ready.slice(0, PUSH_UPDATES_MAX).map((changes, index) => ({
      number: this.confirmedNumber + 1 + index,
      changes: changes.toJSON(),
    }));
    return { type: "push", version, updates };
  }

  /** How many edits of others came while this tab was away; 0 if that is not known. */
  missedBy(frame: TextFrame): number {
    if (this.version === null || frame.line !== this.line) return 0;
    return Math.max(0, frame.version - this.version - Math.max(0, frame.last - this.confirmedNumber));
  }

  receiveText(frame: TextFrame): void {
    const text = toText(frame.text);
    const own = this.ownOfFirst(frame.last - this.confirmedNumber);
    const others = this.othersSince(own, text, frame.rebase);
    this.take([...own, { clientID: "", changes: others }]);
    this.steps = [];
    this.confirmed = text;
    if (frame.last < this.confirmedNumber) this.renumberFrom(frame.last);
    else this.confirmedNumber = Math.max(this.confirmedNumber, frame.last);
    this.storedNumber = Math.max(this.storedNumber, this.confirmedNumber);
    this.line = frame.line;
    this.version = frame.version;
    this.token = frame.token;
    this.opened = true;
    this.inFlight = false;
    if (this.isHeld) this.holding = this.isSaved ? "no" : "trying";
    this.awaitedVersion = 0;
  }

  /** @throws OutOfStepError if the updates do not follow what this tab has */
  receiveUpdates(frame: UpdatesFrame): void {
    if (!this.opened || this.version === null) return;
    const known = this.version - frame.version;
    if (known < 0) throw new OutOfStepError(`updates from ${frame.version}, but this tab is at ${this.version}`);
    const fresh = frame.updates.slice(known);
    if (fresh.length === 0) return;
    const updates = fresh.map(({ tab, changes }) => ({ clientID: tab ?? "", changes: ChangeSet.fromJSON(changes) }));
    this.checkNumbers(fresh);
    const confirmed = this.applyAll(updates);
    const own = updates.filter(({ clientID }) => clientID === this.tab).length;
    this.take(this.merged > 1 && own > 0 ? this.asInTheEditor(updates) : updates);
    updates.forEach(({ changes }, index) => this.steps.push({ version: frame.version + known + index, changes: changes.desc }));
    this.steps.splice(0, this.steps.length - STEPS_KEPT);
    this.confirmed = confirmed;
    this.version += fresh.length;
    this.token = null;
    this.confirmedNumber += own;
    if (own === 0) {
      this.reconsider(); // The others may have made room.
      return;
    }
    this.inFlight = false;
    this.holding = "no";
  }

  receiveAck(frame: AckFrame): void {
    this.ackedNumber = Math.max(this.ackedNumber, frame.number);
    if (frame.token && frame.version === this.version) this.token = frame.token;
  }

  receiveStale(frame: StaleFrame): void {
    this.inFlight = false;
    this.awaitedVersion = frame.version;
  }

  /**
   * The node took nothing of what was pushed and would not take it later. It judges each update, so
   * a text that is only too long in between is refused, too: all that waits becomes one update,
   * which is tried once and then again after each edit.
   */
  receiveRefusal(): void {
    if (!this.inFlight) return;
    this.inFlight = false;
    this.holding = this.unconfirmed().length > 1 ? "trying" : "refused";
    this.mergeAll();
  }

  /** The node could not say whether it has what was pushed: the same is pushed again later. */
  receiveFailure(): void {
    if (!this.inFlight) return;
    this.inFlight = false;
    this.holding = "failed";
  }

  /** The time to push again after a failure has come. */
  tryAgain(): void {
    if (this.holding === "failed") this.holding = "trying";
  }

  /** The text changed, which may be what a refused push waited for. */
  reconsider(): void {
    if (this.holding !== "refused") return;
    this.holding = "trying";
    this.mergeAll();
  }

  /** A position in the editor as one in the text that the node knows, with that text's version. */
  toNode(position: number): number {
    return this.unconfirmedDesc().invertedDesc.mapPos(position);
  }

  get nodeVersion(): number | null {
    return this.opened ? this.version : null;
  }

  /**
   * A position in the node's text of some version as one in the editor; null if that is too old.
   * Version -1 is the text of another node, which has no number here: it is the same as this one as
   * soon as both have caught up, so the position is right then and near until then.
   */
  fromNode(position: number, version: number): number | null {
    if (this.version === null || version > this.version) return null;
    if (version < 0) return this.unconfirmedDesc().mapPos(Math.min(position, this.confirmed.length));
    if (version < this.version && version < (this.steps[0]?.version ?? Infinity)) return null;
    let mapped = position;
    for (const step of this.steps) {
      if (step.version < version) continue;
      if (mapped > step.changes.length) return null;
      mapped = step.changes.mapPos(mapped);
    }
    return mapped > this.confirmed.length ? null : this.unconfirmedDesc().mapPos(mapped);
  }

  /**
   * The node remembers less than it once confirmed (its data folder came from a backup). What waits
   * gets the numbers that it expects, and must be stored under them before it is sent.
   */
  private renumberFrom(last: number): void {
    this.confirmedNumber = last;
    this.ackedNumber = last;
    this.storedNumber = last;
    this.numbering++;
  }

  /**
   * What waits becomes one update with the next number. Only after a refusal: then the node has
   * nothing under these numbers. It must be stored so before it is sent.
   */
  private mergeAll(): void {
    this.merged = Math.max(1, sendableUpdates(this.host.state).length);
    this.storedNumber = this.confirmedNumber;
    this.numbering++;
  }

  /** The updates that the node does not have, as they are numbered. */
  private unconfirmed(): ChangeSet[] {
    const updates = sendableUpdates(this.host.state).map(({ changes }) => changes);
    if (this.merged === 1 || updates.length === 0) return updates;
    return [updates.slice(0, this.merged).reduce((all, changes) => all.compose(changes)), ...updates.slice(this.merged)];
  }

  /** The editor's own updates that count as the first `count` of those that wait. */
  private ownOfFirst(count: number): Update[] {
    if (count <= 0) return [];
    const updates = sendableUpdates(this.host.state).slice(0, count + this.merged - 1);
    return updates.map(({ changes }) => ({ clientID: this.tab, changes }));
  }

  /** The editor knows what was merged as several updates: the first of ours stands for them all. */
  private asInTheEditor(updates: readonly Update[]): Update[] {
    const first = updates.findIndex(({ clientID }) => clientID === this.tab);
    return [...updates.slice(0, first), ...this.ownOfFirst(1), ...updates.slice(first + 1)];
  }

  private unconfirmedDesc(): ChangeDesc {
    return sendableUpdates(this.host.state).reduce<ChangeDesc>(
      (all, update) => all.composeDesc(update.changes.desc),
      ChangeSet.empty(this.confirmed.length).desc,
    );
  }

  /** From this tab's text after its accepted updates to the node's text: what others did. */
  private othersSince(own: readonly Update[], text: Text, rebase: unknown): ChangeSet {
    const mine = own.reduce((all, update) => all.compose(update.changes), ChangeSet.empty(this.confirmed.length));
    const here = mine.apply(this.confirmed);
    const known = rebase === null ? null : ChangeSet.fromJSON(rebase);
    if (known && known.length === this.confirmed.length && known.apply(this.confirmed).eq(text)) {
      return tightened(mine.invert(this.confirmed).compose(known), here);
    }
    return difference(here, text);
  }

  private applyAll(updates: readonly Update[]): Text {
    let text = this.confirmed;
    for (const { changes } of updates) {
      if (changes.length !== text.length) throw new OutOfStepError("an update is for a text of another length");
      text = changes.apply(text);
    }
    return text;
  }

  private checkNumbers(updates: UpdatesFrame["updates"]): void {
    let expected = this.confirmedNumber;
    for (const { tab, number } of updates) {
      if (tab === this.tab && number !== ++expected) throw new OutOfStepError(`update ${number} instead of ${expected}`);
    }
    if (expected > this.lastNumber) throw new OutOfStepError("the node confirms what this tab never wrote");
  }

  private take(updates: readonly Update[]): void {
    const before = getSyncedVersion(this.host.state);
    this.host.dispatch(receiveUpdates(this.host.state, updates));
    if (updates.some(({ clientID }) => clientID === this.tab)) this.merged = 1;
    if (getSyncedVersion(this.host.state) !== before + updates.length) throw new OutOfStepError("the editor did not follow");
  }
}
