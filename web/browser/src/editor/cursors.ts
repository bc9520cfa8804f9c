// Where others are in the text: a caret with their name, and what they selected. Drawn with
// classes alone, because the content policy allows no style attributes.
import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";

export interface Cursor {
  tab: string;
  name: string;
  color: number;
  anchor: number;
  head: number;
}

/** The name shows this long after the cursor moved, in milliseconds (screens, section 4). */
const FLAG_MILLIS = 2_000;

interface Shown {
  cursors: readonly Cursor[];
  /** Tabs whose cursor moved just now: their name shows. */
  moved: ReadonlySet<string>;
}

const setCursors = StateEffect.define<Shown>();
const foldFlags = StateEffect.define<null>();

class Caret extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly color: number,
    private readonly moved: boolean,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return other.name === this.name && other.color === this.color && other.moved === this.moved;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `peer-caret color-${this.color}${this.moved ? " moved" : ""}`;
    caret.setAttribute("aria-hidden", "true");
    const flag = document.createElement("span");
    flag.className = "peer-flag";
    flag.dir = "auto"; // Else a name would turn the line that it stands in.
    flag.textContent = this.name;
    caret.append(flag);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function draw(cursors: readonly Cursor[], moved: ReadonlySet<string>, length: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { tab, name, color, anchor, head } of cursors) {
    const at = Math.min(head, length);
    const from = Math.min(anchor, head, length);
    const to = Math.min(Math.max(anchor, head), length);
    if (from < to) ranges.push(Decoration.mark({ class: `peer-selection color-${color}` }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Caret(name, color, moved.has(tab)), side: 1 }).range(at));
  }
  return Decoration.set(ranges, true);
}

const field = StateField.define<Shown>({
  create: () => ({ cursors: [], moved: new Set() }),
  update: (shown, transaction) => {
    let { cursors, moved } = shown;
    const { changes, docChanged, effects } = transaction;
    if (docChanged) {
      const map = (position: number) => changes.mapPos(Math.min(position, changes.length), -1);
      cursors = cursors.map((each) => ({ ...each, anchor: map(each.anchor), head: map(each.head) }));
    }
    for (const effect of effects) {
      if (effect.is(setCursors)) ({ cursors, moved } = effect.value);
      if (effect.is(foldFlags)) moved = new Set();
    }
    return cursors === shown.cursors && moved === shown.moved ? shown : { cursors, moved };
  },
  provide: (self) =>
    EditorView.decorations.compute([self], (state) => {
      const { cursors, moved } = state.field(self);
      return draw(cursors, moved, state.doc.length);
    }),
});

/** Draws the cursors it is given and takes the names away again after a while. */
export class Cursors {
  static readonly extension: Extension = field;
  private last = new Map<string, number>();
  private timer: number | undefined;

  constructor(private readonly view: EditorView) {}

  show(cursors: Cursor[]): void {
    const moved = new Set(cursors.filter(({ tab, head }) => this.last.get(tab) !== head).map(({ tab }) => tab));
    this.last = new Map(cursors.map(({ tab, head }) => [tab, head]));
    const flagged = moved.size > 0 ? moved : this.view.state.field(field).moved;
    this.view.dispatch({ effects: setCursors.of({ cursors, moved: flagged }) });
    if (moved.size === 0) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.view.dispatch({ effects: foldFlags.of(null) }), FLAG_MILLIS);
  }

  /** Where the cursor of that tab is in the text now. */
  of(tab: string): number | undefined {
    return this.view.state.field(field).cursors.find((cursor) => cursor.tab === tab)?.head;
  }
}
