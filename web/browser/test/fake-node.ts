// A node in memory that speaks the live protocol, enough to hold tabs to it: one page, one version
// line, each tab's last number. It can forget its line, as a node does that was away for long.
import { ChangeSet, Text } from "@codemirror/state";
import type { NodeFrame, OpenFrame, PushFrame } from "../src/live/frames";

interface Step {
  tab: string | null;
  number: number;
  changes: ChangeSet;
}

export class FakeNode {
  text = Text.empty;
  private readonly failing: string[] = [];
  private line = "line-1";
  private lines = 1;
  private steps: Step[] = [];
  private before: Text[] = [];
  private readonly last = new Map<string, number>();
  private readonly watchers = new Map<string, (frame: NodeFrame) => void>();

  constructor(private readonly charsMax = 1_000_000) {}

  get version(): number {
    return this.steps.length;
  }

  connect(tab: string, send: (frame: NodeFrame) => void, frame: OpenFrame): void {
    this.watchers.set(tab, send);
    const known = frame.line === this.line && frame.version !== null && frame.version <= this.version;
    const rebase = known
      ? this.steps.slice(frame.version!).reduce((all, step) => all.compose(step.changes), this.nothingAt(frame.version!))
      : null;
    send({
      type: "text",
      page: "page-1",
      title: "Tides",
      line: this.line,
      version: this.version,
      token: `${this.line}:${this.version}`,
      text: this.text.toString(),
      last: this.last.get(tab) ?? 0,
      rebase: rebase ? rebase.toJSON() : null,
    });
  }

  disconnect(tab: string): void {
    this.watchers.delete(tab);
  }

  push(tab: string, frame: PushFrame): void {
    const send = this.watchers.get(tab);
    if (!send) return;
    const last = this.last.get(tab) ?? 0;
    if (frame.updates.every(({ number }) => number <= last)) {
      send({ type: "ack", number: last, version: this.version });
      return;
    }
    if (frame.version !== this.version) {
      send({ type: "stale", version: this.version });
      return;
    }
    const failure = this.failing.shift();
    const problem = this.wrong(last, frame);
    if (failure !== undefined || problem !== null) {
      const again = failure !== undefined;
      send({ type: "problem", about: "push", again, suggest: false, out: false, title: "Not taken.", detail: failure ?? problem ?? "" });
      return;
    }
    const from = this.version;
    for (const { number, changes } of frame.updates) this.apply({ tab, number, changes: ChangeSet.fromJSON(changes) });
    this.last.set(tab, frame.updates.at(-1)!.number);
    send({ type: "ack", number: this.last.get(tab)!, version: this.version });
    this.tell(from);
  }

  /** An edit that came from a peer. */
  edit(changes: ChangeSet): void {
    this.apply({ tab: null, number: 0, changes });
    this.tell(this.version - 1);
  }

  /** The line is gone; the text and what each tab got accepted are not. */
  forgetLine(): void {
    this.line = `line-${++this.lines}`;
    this.steps = [];
    this.before = [];
    this.watchers.clear();
  }

  /** The data folder came from a backup: this tab's later updates are unknown again. */
  restoreBackup(tab: string, text: Text, last: number): void {
    this.forgetLine();
    this.text = text;
    this.last.set(tab, last);
  }

  /** Each of the next pushes fails with one of these sentences, as when the disk is full. */
  failNext(...sentences: string[]): void {
    this.failing.push(...sentences);
  }

  /** What the real node looks at, update by update; it takes all of them or none. */
  private wrong(last: number, { updates }: PushFrame): string | null {
    let text = this.text;
    for (const [index, update] of updates.entries()) {
      const changes = ChangeSet.fromJSON(update.changes);
      if (update.number !== last + 1 + index) return `number ${update.number} instead of ${last + 1 + index}`;
      if (changes.length !== text.length) return `for ${changes.length} characters; there are ${text.length}`;
      if (changes.newLength > this.charsMax && changes.newLength > text.length) return "too long";
      if (JSON.stringify(update.changes).includes("\\r")) return "a carriage return";
      text = changes.apply(text);
    }
    return null;
  }

  private apply(step: Step): void {
    this.before.push(this.text);
    this.text = step.changes.apply(this.text);
    this.steps.push(step);
  }

  private nothingAt(version: number): ChangeSet {
    return ChangeSet.empty((this.before[version] ?? this.text).length);
  }

  private tell(from: number): void {
    const updates = this.steps.slice(from).map(({ tab, number, changes }) => ({
      tab,
      number,
      changes: changes.toJSON() as unknown,
      author: tab ?? "Carol",
      color: 1,
    }));
    for (const send of this.watchers.values()) send({ type: "updates", version: from, updates });
  }
}
