// A tab without a screen: its line, its draft, and two queues in place of the socket. Frames move
// only when the test says so, so every interleaving can be had from a seed.
import { EditorState, type ChangeSpec, type Transaction } from "@codemirror/state";
import { wholeCodePoints } from "../src/editor/code-points";
import { DraftKeeper, type Draft, type DraftStore } from "../src/live/draft";
import type { NodeFrame, ProblemFrame, PushFrame } from "../src/live/frames";
import { OutOfStepError, TabLine } from "../src/live/tab-line";
import type { FakeNode } from "./fake-node";

export class MemoryDrafts implements DraftStore {
  private readonly drafts = new Map<string, Draft>();
  async read(tab: string): Promise<Draft | undefined> {
    return structuredClone(this.drafts.get(tab));
  }
  async at(place: string): Promise<Draft[]> {
    return [...this.drafts.values()].filter((draft) => draft.place === place);
  }
  async write(draft: Draft): Promise<void> {
    this.drafts.set(draft.tab, structuredClone(draft));
  }
  async remove(tab: string): Promise<void> {
    this.drafts.delete(tab);
  }
}

export class FakeTab {
  state: EditorState;
  line: TabLine;
  connected = false;
  readonly problems: string[] = [];
  private readonly keeper: DraftKeeper;
  private toNode: PushFrame[] = [];
  private fromNode: NodeFrame[] = [];
  private connection = 0;

  private constructor(
    readonly name: string,
    private readonly node: FakeNode,
    drafts: DraftStore,
    draft: Draft | undefined,
  ) {
    this.state = EditorState.create({
      doc: draft?.text ?? "",
      extensions: [TabLine.extension(name), EditorState.lineSeparator.of("\n"), wholeCodePoints()],
    });
    const tab = this;
    const host = {
      get state() {
        return tab.state;
      },
      dispatch(transaction: Transaction) {
        tab.state = transaction.state;
      },
    };
    this.line = new TabLine(name, host, draft);
    this.keeper = new DraftKeeper(
      drafts,
      () => ({
        draft: { ...this.line.draft(), place: "co-op/page/page-1", page: "page-1", title: "Tides", savedAt: 0 },
        written: this.line.storing(),
      }),
      (reason) => assertNever(reason),
    );
  }

  static async open(name: string, node: FakeNode, drafts: DraftStore): Promise<FakeTab> {
    return new FakeTab(name, node, drafts, await drafts.read(name));
  }

  get text(): string {
    return this.state.doc.toString();
  }

  /** As a person types: the draft is written soon after, not at once. */
  type(changes: ChangeSpec): void {
    this.state = this.state.update({ changes }).state;
    this.line.reconsider();
  }

  save(): Promise<void> {
    return this.keeper.save();
  }

  connect(): void {
    const connection = ++this.connection;
    this.connected = true;
    this.fromNode = [];
    this.node.connect(
      this.name,
      (frame) => {
        if (connection === this.connection) this.fromNode.push(structuredClone(frame));
      },
      this.line.openFrame("page-1", "Tides"),
    );
  }

  /** Both directions lose what was on its way. */
  lose(): void {
    this.connection++;
    this.connected = false;
    this.node.disconnect(this.name);
    this.fromNode = [];
    this.toNode = [];
    this.line.disconnected();
  }

  push(): void {
    const frame = this.connected ? this.line.nextPush() : null;
    if (frame) this.toNode.push(structuredClone(frame));
  }

  deliverToNode(): boolean {
    const frame = this.toNode.shift();
    if (frame) this.node.push(this.name, frame);
    return frame !== undefined;
  }

  deliverFromNode(): boolean {
    const frame = this.fromNode.shift();
    if (!frame) return false;
    try {
      if (frame.type === "text") this.line.receiveText(frame);
      if (frame.type === "updates") this.line.receiveUpdates(frame);
      if (frame.type === "ack") this.line.receiveAck(frame);
      if (frame.type === "stale") this.line.receiveStale(frame);
      if (frame.type === "problem") this.takeProblem(frame);
    } catch (error) {
      if (error instanceof OutOfStepError) throw new Error(`${this.name} fell out of step: ${error.message}`);
      throw error;
    }
    return true;
  }

  private takeProblem({ detail, again }: ProblemFrame): void {
    this.problems.push(detail);
    if (again) this.line.receiveFailure();
    else this.line.receiveRefusal();
  }
}

function assertNever(reason: unknown): never {
  throw reason;
}

/** Until nothing is on its way any more. */
export function settle(tabs: FakeTab[]): void {
  let moved = true;
  while (moved) {
    moved = false;
    for (const tab of tabs) {
      tab.push();
      while (tab.deliverToNode()) moved = true;
      while (tab.deliverFromNode()) moved = true;
    }
  }
}

/** Everybody is connected, and everything is stored and sent. */
export async function finish(tabs: FakeTab[]): Promise<void> {
  for (const tab of tabs) {
    if (!tab.connected) tab.connect();
    await tab.save();
  }
  settle(tabs);
  for (const tab of tabs) await tab.save();
  settle(tabs);
}
