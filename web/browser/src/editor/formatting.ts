// What the toolbar and its keys do to the text.
import { isolateHistory } from "@codemirror/commands";
import { EditorSelection, type ChangeSpec, type StateCommand } from "@codemirror/state";

/** One press is one step of undo, however soon the next comes. */
const annotations = isolateHistory.of("full");

/** Puts the marker around each selection, or takes it away if it is there. */
export const wrapWith = (marker: string): StateCommand => ({ state, dispatch }) => {
  const size = marker.length;
  const result = state.changeByRange((range) => {
    const { from, to } = range;
    const before = state.sliceDoc(Math.max(0, from - size), from);
    const after = state.sliceDoc(to, to + size);
    // One star beside another is bold, not italic.
    const doubled = size === 1 && state.sliceDoc(Math.max(0, from - 2), from) === marker + marker;
    if (before === marker && after === marker && !doubled) {
      return {
        changes: [{ from: from - size, to: from }, { from: to, to: to + size }],
        range: EditorSelection.range(from - size, to - size),
      };
    }
    return {
      changes: [{ from, insert: marker }, { from: to, insert: marker }],
      range: EditorSelection.range(from + size, to + size),
    };
  });
  dispatch(state.update(result, { scrollIntoView: true, userEvent: "input", annotations }));
  return true;
};

/** Changes the beginning of each line that is touched by the selection. */
const eachLine = (change: (text: string) => { cut: number; insert: string }): StateCommand => ({ state, dispatch }) => {
  const changes: ChangeSpec[] = [];
  for (const { from, to } of state.selection.ranges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      const { cut, insert } = change(line.text);
      changes.push({ from: line.from, to: line.from + cut, insert });
      at = line.to + 1;
    }
  }
  dispatch(state.update({ changes, scrollIntoView: true, userEvent: "input", annotations }));
  return true;
};

/** No heading, then levels 2 and 3, then none: level 1 is the page's title. */
export const cycleHeading = eachLine((text) => {
  const marks = /^(#{1,6})\s+/.exec(text);
  if (!marks) return { cut: 0, insert: "## " };
  return { cut: marks[0].length, insert: marks[1]!.length === 2 ? "### " : "" };
});

export const toggleList = eachLine((text) => {
  const mark = /^\s*[-*+]\s+/.exec(text);
  return mark ? { cut: mark[0].length, insert: "" } : { cut: 0, insert: "- " };
});

/** `[[` and `]]` around the selection; with none, the cursor stands between them. */
export const linkSelection: StateCommand = ({ state, dispatch }) => {
  const result = state.changeByRange(({ from, to }) => ({
    changes: [{ from, insert: "[[" }, { from: to, insert: "]]" }],
    range: from === to ? EditorSelection.cursor(from + 2) : EditorSelection.range(from + 2, to + 2),
  }));
  dispatch(state.update(result, { scrollIntoView: true, userEvent: "input.type" }));
  return true;
};

/**
 * A bracket typed over a selection goes around it, so typing two makes a link of it. Then the cursor stands behind
 * what was selected, and the list of pages is for that.
 */
export const bracketAround: StateCommand = ({ state, dispatch }) => {
  if (state.selection.ranges.every(({ empty }) => empty)) return false;
  const result = state.changeByRange(({ from, to }) => {
    const second = state.sliceDoc(Math.max(0, from - 1), from) === "[" && state.sliceDoc(to, to + 1) === "]";
    return {
      changes: [{ from, insert: "[" }, { from: to, insert: "]" }],
      range: second && from < to ? EditorSelection.cursor(to + 1) : EditorSelection.range(from + 1, to + 1),
    };
  });
  dispatch(state.update(result, { scrollIntoView: true, userEvent: "input.type" }));
  return true;
};
