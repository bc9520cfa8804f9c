// Cursors of others on their way in, this tab's cursor on its way out.
import type { EditorView } from "@codemirror/view";
import type { Person, PresenceFrame } from "../live/frames";
import type { TabLine } from "../live/tab-line";
import { Avatars } from "./avatars";
import { recolored, type Who } from "./colors";
import { Cursors, type Cursor } from "./cursors";

/** A moving cursor is told at most this often, in milliseconds: looks continuous, costs little. */
const TELL_MILLIS = 80;

export class Presence {
  private readonly cursors: Cursors;
  private readonly avatars: Avatars;
  private timer: number | undefined;
  private toldVersion: number | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly line: TabLine,
    group: HTMLElement,
    private readonly me: Who,
    private readonly send: (frame: PresenceFrame) => void,
  ) {
    this.cursors = new Cursors(view);
    this.avatars = new Avatars(group, (tab) => this.jump(tab));
  }

  /** The whole list, as it came from the node. */
  show(people: Person[]): void {
    const others = recolored(people.filter(({ tab }) => tab !== this.line.tab), this.me);
    this.avatars.show(others);
    this.cursors.show(others.flatMap((person) => this.cursorOf(person) ?? []));
  }

  /** The selection moved: say so soon. */
  moved(): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      const version = this.line.nodeVersion;
      if (version === null) return;
      this.toldVersion = version;
      const { anchor, head } = this.view.state.selection.main;
      this.send({ type: "presence", anchor: this.line.toNode(anchor), head: this.line.toNode(head), version });
    }, TELL_MILLIS);
  }

  /**
   * The node's text may have moved on while the cursor stood still. Somebody who comes now knows
   * nothing of the older text, and could not tell where in it this cursor was.
   */
  stirred(): void {
    if (this.line.nodeVersion !== null && this.line.nodeVersion !== this.toldVersion) this.moved();
  }

  private cursorOf({ tab, name, color, anchor, head, version }: Person): Cursor | null {
    const from = this.line.fromNode(anchor, version);
    const to = this.line.fromNode(head, version);
    return from === null || to === null ? null : { tab, name, color, anchor: from, head: to };
  }

  private jump(tab: string): void {
    const head = this.cursors.of(tab);
    if (head === undefined) return;
    this.view.dispatch({ selection: { anchor: head }, scrollIntoView: true });
    this.view.focus();
  }
}
