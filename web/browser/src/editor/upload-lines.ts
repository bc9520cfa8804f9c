// What the text shows of files on their way: drawn beside the text and no part of it, so nobody else sees it.
import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { words } from "../words";

export interface UploadLine {
  id: number;
  position: number;
  text: string;
  /** What went wrong: it stays until somebody dismisses it. */
  bad: boolean;
}

const putEffect = StateEffect.define<UploadLine>({
  map: (line, changes) => ({ ...line, position: changes.mapPos(line.position) }),
});
const takeEffect = StateEffect.define<number>();
const notesEffect = StateEffect.define<ReadonlyMap<string, Note>>();

/** What stands beside the link of a file that is not on the node yet. */
export interface Note {
  text: string;
  bad: boolean;
  /** Takes the file out of this browser; null while it may still arrive. */
  discard: (() => void) | null;
}

class Sentence extends WidgetType {
  constructor(
    readonly text: string,
    readonly bad: boolean,
    readonly id: number | null,
    readonly discard: (() => void) | null,
  ) {
    super();
  }

  override eq(other: Sentence): boolean {
    return other.id === this.id && other.text === this.text && other.bad === this.bad && (other.discard === null) === (this.discard === null);
  }

  override toDOM(view: EditorView): HTMLElement {
    const line = document.createElement("span");
    line.className = `upload-line${this.bad ? " bad" : ""}`;
    line.append(this.text);
    const { id } = this;
    const offer = (label: string, run: () => void) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "upload-dismiss";
      button.textContent = label;
      button.addEventListener("click", run);
      line.append(" ", button);
    };
    if (this.bad && id !== null) {
      offer(words.dismiss, () => {
        takeLine(view, id);
        view.focus();
      });
    }
    if (this.discard) offer(words.discard, this.discard);
    return line;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

interface Shown {
  lines: readonly UploadLine[];
  /** By the name of the file. */
  notes: ReadonlyMap<string, Note>;
}

const field = StateField.define<Shown>({
  create: () => ({ lines: [], notes: new Map() }),
  update: (shown, { changes, docChanged, effects }) => {
    let { lines, notes } = shown;
    if (docChanged && lines.length > 0) {
      // What is typed there comes behind the file; a link that came takes its place before those that come later.
      const side = effects.some((effect) => effect.is(takeEffect)) ? 1 : -1;
      lines = lines.map((line) => ({ ...line, position: changes.mapPos(line.position, side) }));
    }
    for (const effect of effects) {
      if (effect.is(putEffect)) {
        const old = lines.find(({ id }) => id === effect.value.id);
        const line = old ? { ...effect.value, position: old.position } : effect.value;
        lines = [...lines.filter(({ id }) => id !== line.id), line];
      } else if (effect.is(takeEffect)) lines = lines.filter(({ id }) => id !== effect.value);
      else if (effect.is(notesEffect)) notes = effect.value;
    }
    return lines === shown.lines && notes === shown.notes ? shown : { lines, notes };
  },
  provide: (self) => EditorView.decorations.compute([self, "doc"], (state) => draw(state, state.field(self))),
});

export const uploadLines: Extension = field;

const linkOf = (name: string) => `![[${name}]]`;

function draw(state: EditorState, { lines, notes }: Shown): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const put = (sentence: Sentence, position: number) =>
    ranges.push(Decoration.widget({ widget: sentence, side: 1 }).range(Math.min(position, state.doc.length)));
  for (const { id, position, text, bad } of lines) put(new Sentence(text, bad, id, null), position);
  const source = notes.size > 0 ? state.doc.toString() : "";
  for (const [name, { text, bad, discard }] of notes) {
    const at = source.indexOf(linkOf(name));
    if (at >= 0) put(new Sentence(text, bad, null, discard), at + linkOf(name).length);
  }
  return Decoration.set(ranges, true);
}

/** Shows the line, or another text in the place where it stands now. */
export function putLine(view: EditorView, line: UploadLine): void {
  view.dispatch({ effects: putEffect.of(line) });
}

export function takeLine(view: EditorView, id: number): void {
  view.dispatch({ effects: takeEffect.of(id) });
}

/**
 * Puts the file's link where its line stands, and takes the line away: one edit.
 *
 * @param ownLine whether the link shall begin a line
 */
export function replaceLine(view: EditorView, id: number, name: string, ownLine: boolean): void {
  const { doc, selection } = view.state;
  const at = view.state.field(field).lines.find((line) => line.id === id)?.position ?? doc.length;
  const insert = (ownLine && doc.lineAt(at).from < at ? "\n" : "") + linkOf(name);
  // Who waits there goes on writing behind it.
  const moved = selection.main.empty && selection.main.head === at ? { selection: { anchor: at + insert.length } } : {};
  view.dispatch({ changes: { from: at, insert }, ...moved, effects: takeEffect.of(id), userEvent: "input.paste" });
}

export function showNotes(view: EditorView, notes: ReadonlyMap<string, Note>): void {
  view.dispatch({ effects: notesEffect.of(notes) });
}

/** Links the file by another name, in one edit. */
export function relink(view: EditorView, from: string, to: string): void {
  const at = view.state.doc.toString().indexOf(linkOf(from));
  if (from === to || at < 0) return;
  view.dispatch({ changes: { from: at, to: at + linkOf(from).length, insert: linkOf(to) }, userEvent: "input.paste" });
}
