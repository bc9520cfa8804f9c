// What came in after time apart is shown where it stands: a wash in the author's colour that fades
// after a moment, or, for who wants no motion, a bar in the margin until the next key.
import { StateEffect, StateField, Transaction, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** How long the wash is there, in milliseconds (screens, section 5). */
const WASH_MILLIS = 4_000;

/** The node says a moment after the text that it came after time apart: at most so much later. (Guess.) */
const TOLD_WITHIN_MILLIS = 5_000;

/** Ranges that are remembered until then, and lines that are washed. (Guess: more is the whole page.) */
const RANGES_MAX = 500;

interface Came {
  from: number;
  to: number;
  at: number;
}

const wash = StateEffect.define<{ color: number; since: number }>();
const fade = StateEffect.define<null>();

const field = StateField.define<{ came: readonly Came[]; washed: DecorationSet }>({
  create: () => ({ came: [], washed: Decoration.none }),
  update: ({ came, washed }, transaction) => {
    const { changes, docChanged, effects, state } = transaction;
    if (docChanged) {
      const remote = transaction.annotation(Transaction.remote) === true;
      came = came.map(({ from, to, at }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1), at }));
      // Under reduced motion there is no time after which it goes: the next key takes it away.
      washed = remote || !stays() ? washed.map(changes) : Decoration.none;
      if (remote) {
        const fresh: Came[] = [];
        changes.iterChangedRanges((_fromA, _toA, from, to) => fresh.push({ from, to, at: Date.now() }));
        came = [...came.filter(({ at }) => Date.now() - at < TOLD_WITHIN_MILLIS), ...fresh].slice(-RANGES_MAX);
      }
    }
    for (const effect of effects) {
      if (effect.is(wash)) {
        const { color, since } = effect.value;
        const lines = new Set<number>();
        for (const { from, to, at } of came) {
          if (at < since) continue;
          for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
            if (lines.size < RANGES_MAX) lines.add(line.from);
            if (line.to >= to || line.number === state.doc.lines) break;
          }
        }
        const mark = Decoration.line({ class: `merged-line color-${color}` });
        const ranges: Range<Decoration>[] = [...lines].map((from) => mark.range(from));
        washed = Decoration.set(ranges, true);
        came = [];
      }
      if (effect.is(fade)) washed = Decoration.none;
    }
    return { came, washed };
  },
  provide: (self) => EditorView.decorations.from(self, ({ washed }) => washed),
});

const stays = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export const mergedLines: Extension = field;

/** Shows what others wrote that came into the editor just now. */
export function showMerged(view: EditorView, color: number): void {
  view.dispatch({ effects: wash.of({ color, since: Date.now() - TOLD_WITHIN_MILLIS }) });
  if (!stays()) window.setTimeout(() => view.dispatch({ effects: fade.of(null) }), WASH_MILLIS);
}
