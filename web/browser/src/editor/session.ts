// One tab's session with the node about one page: carries frames between the socket and the line,
// keeps the draft, and says what a person should know.
import type { EditorView } from "@codemirror/view";
import { Connection, pauseMillis } from "../live/connection";
import { DraftKeeper, placeOfPage, placeOfTitle, type DraftStore } from "../live/draft";
import type { MergedFrame, NodeFrame, OverlapsFrame, PageFrame, Person, ProblemFrame, TextFrame } from "../live/frames";
import type { TabLine } from "../live/tab-line";
import { noteRefused } from "../page/refused";
import { showStatus } from "../page/status";
import { screen, wiki } from "../page/wiki";
import type { SavedFacts } from "./saved-words";

/** After this many connections in a row that the tab had to break, it stops: something is wrong. */
const MISSTEPS_MAX = 5;

/** How long the node is waited for before a suggestion, and the browser's storage after it, in milliseconds. (Guess.) */
const SETTLE_MILLIS = 4_000;

/** Until the node answered again. */
export interface Away {
  /** Edits of this tab that waited. */
  sent: number;
  /** Edits of others that came with the answer. */
  received: number;
  /** Token of the text that both had until then, if the tab knows it. */
  before: string | null;
}

export interface SessionEvents {
  /** The node's text is in the editor. `away`: what happened while it was missed, if it was. */
  opened(frame: TextFrame, away: Away | null): void;
  /** Something about saved, stored or reachable may have changed. */
  stirred(): void;
  people(people: Person[]): void;
  page(frame: PageFrame): void;
  merged(frame: MergedFrame): void;
  overlaps(frame: OverlapsFrame): void;
  problem(frame: ProblemFrame): void;
  reachable(isReachable: boolean): void;
  storageFailed(): void;
  /** Drafts can be stored again. */
  storageWorks(): void;
  /** The tab and the node could not be brought together; nothing more is sent. */
  lostTouch(): void;
}

export class Session {
  private readonly connection: Connection;
  private readonly keeper: DraftKeeper;
  private readonly waiters = new Set<() => void>();
  private isReachable = true;
  private wasAway = false;
  private storageFails = false;
  private missteps = 0;
  private lostTouch = false;
  private failures = 0;
  private retry: number | undefined;
  private begun: boolean;
  private made: boolean;
  /** What waits is in a suggestion: the draft is written without it. */
  private isSuggested = false;
  private isLetGo = false;

  /**
   * @param page id of the page, empty while it is not made
   * @param title of the page
   */
  constructor(
    private readonly view: EditorView,
    readonly line: TabLine,
    drafts: DraftStore,
    public page: string,
    public title: string,
    private readonly events: SessionEvents,
  ) {
    this.made = page !== "";
    this.begun = line.lastNumber > 0;
    const place = () => (this.page ? placeOfPage(wiki, this.page) : placeOfTitle(wiki, this.title));
    this.keeper = new DraftKeeper(
      drafts,
      () => {
        const suggested = this.isSuggested;
        const draft = { ...line.draft(), ...(suggested && { updates: [] }), place: place(), page: this.page, title: this.title, savedAt: Date.now() };
        const stored = line.storing();
        return { draft, written: () => ((this.isLetGo = suggested), this.written(stored)) };
      },
      () => this.storageFailed(),
    );
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.connection = new Connection(`${scheme}//${location.host}${screen("live")}`, {
      opened: () => this.connection.send(line.openFrame(this.page, this.title)),
      received: (frame) => this.received(frame),
      closed: () => {
        line.disconnected();
        events.stirred();
      },
      reachable: (isReachable) => this.reach(isReachable),
    });
  }

  start(): void {
    this.connection.start();
  }

  get facts(): SavedFacts {
    const { isSaved, isStored, isHeld } = this.line;
    return {
      begun: this.begun,
      saved: isSaved || this.isSuggested,
      stored: isStored && !this.storageFails,
      reachable: this.isReachable && !this.lostTouch,
      held: isHeld,
    };
  }

  /** The page's id if the node has the page, else null. */
  get madePage(): string | null {
    return this.made ? this.page : null;
  }

  /** Whether this browser keeps drafts. */
  get canStore(): boolean {
    return !this.storageFails;
  }

  /**
   * Nothing is sent or received any more, so that what is suggested cannot also be pushed.
   * @returns the token of the version that the text was made from, or null if the node does not answer
   */
  async pause(): Promise<string | null> {
    if (this.line.base === null) this.connection.again();
    await this.until(() => this.line.base !== null, SETTLE_MILLIS);
    const { base } = this.line;
    this.connection.stop();
    return base;
  }

  resume(): void {
    this.line.disconnected();
    this.connection.resume();
  }

  /** What waits is in a suggestion. Returns when the browser keeps it no longer, or cannot. */
  async letGo(): Promise<void> {
    this.isSuggested = true;
    void this.keeper.save();
    await this.until(() => this.isLetGo || this.storageFails, SETTLE_MILLIS);
  }

  /** This tab edited the text. */
  edited(): void {
    this.line.reconsider();
    this.changed();
  }

  /** This tab edited the text, or the node did: write the draft, then push. */
  changed(): void {
    void this.keeper.save();
    this.stir();
  }

  send = (frame: Parameters<Connection["send"]>[0]): void => {
    this.connection.send(frame);
  };

  /** Returns when the condition holds, or false when the time is over. */
  async until(condition: () => boolean, millis = Infinity): Promise<boolean> {
    if (condition()) return true;
    return new Promise((answer) => {
      const timer = Number.isFinite(millis) ? setTimeout(() => finish(false), millis) : undefined;
      const check = () => condition() && finish(true);
      const finish = (held: boolean) => {
        clearTimeout(timer);
        this.waiters.delete(check);
        answer(held);
      };
      this.waiters.add(check);
    });
  }

  private written(stored: () => void): void {
    stored();
    if (this.storageFails) this.events.storageWorks();
    this.storageFails = false;
    this.push();
    this.stir();
  }

  private storageFailed(): void {
    if (!this.storageFails) this.events.storageFailed();
    this.storageFails = true;
    // Sent all the same: the node is the better place. Only a crash in between could lose it.
    this.line.goWithoutStoring();
    this.push();
    this.stir();
  }

  private push(): void {
    const frame = this.line.nextPush();
    if (frame) this.connection.send(frame);
  }

  private stir(): void {
    for (const check of this.waiters) check();
    this.events.stirred();
  }

  private reach(isReachable: boolean): void {
    this.isReachable = isReachable;
    if (!isReachable) this.wasAway = true;
    this.events.reachable(isReachable);
    this.stir();
  }

  private received(frame: NodeFrame): void {
    try {
      this.take(frame);
      // The whole text comes with each connection, so it says nothing about the next step.
      if (frame.type === "updates" || frame.type === "ack") this.missteps = 0;
    } catch (error) {
      // Out of step with the node, whoever is to blame: ask for the whole text. The edits stay.
      console.warn("The live connection begins anew:", error);
      this.line.forgetPosition();
      if (++this.missteps <= MISSTEPS_MAX) this.connection.again();
      else this.giveUp();
    }
    this.push();
    this.stir();
  }

  private take(frame: NodeFrame): void {
    const { line, events } = this;
    switch (frame.type) {
      case "text":
        this.open(frame);
        break;
      case "updates":
        line.receiveUpdates(frame);
        if (frame.updates.some(({ tab }) => tab === line.tab)) this.tookOwn();
        void this.keeper.save();
        break;
      case "ack":
        line.receiveAck(frame);
        break;
      case "stale":
        line.receiveStale(frame);
        break;
      case "presence":
        events.people(frame.people);
        break;
      case "page":
        this.title = frame.title || this.title;
        events.page(frame);
        break;
      case "merged":
        events.merged(frame);
        break;
      case "overlaps":
        events.overlaps(frame);
        break;
      case "status":
        showStatus(frame);
        break;
      case "writable":
        line.reconsider(); // What was refused is tried again without waiting for the next key.
        void this.keeper.save();
        break;
      case "problem":
        this.takeProblem(frame);
        break;
    }
  }

  private takeProblem(frame: ProblemFrame): void {
    const { line } = this;
    if (frame.about === "push" && frame.again) {
      line.receiveFailure();
      clearTimeout(this.retry);
      this.retry = window.setTimeout(() => this.tryAgain(), pauseMillis(this.failures++, Math.random));
    } else if (frame.about === "push") {
      line.receiveRefusal();
      if (frame.suggest || frame.out) noteRefused(); // What is too long never comes in by itself.
      void this.keeper.save(); // Under the numbers that they have now.
    }
    this.events.problem(frame);
  }

  private tryAgain(): void {
    this.line.tryAgain();
    this.push();
    this.stir();
  }

  private giveUp(): void {
    this.lostTouch = true;
    this.connection.stop();
    this.events.lostTouch();
  }

  private tookOwn(): void {
    this.made = true;
    this.failures = 0;
  }

  private open(frame: TextFrame): void {
    const { line } = this;
    const sent = line.waiting;
    const before = line.openFrame(this.page, this.title).token;
    const received = line.missedBy(frame);
    line.receiveText(frame);
    if (frame.last > 0) this.made = true;
    this.page = frame.page || this.page;
    this.title = frame.title || this.title;
    this.begun = true;
    const away = this.wasAway ? { sent, received, before } : null;
    this.wasAway = false;
    void this.keeper.save();
    this.events.opened(frame, away);
    this.view.requestMeasure();
  }
}
