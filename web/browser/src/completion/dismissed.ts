// Escape closes the list and leaves what was typed as text: the same sign does not open it again.
import { closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

const dismiss = StateEffect.define<number>();

/** Where the cursor was when the list was closed, or null. Signs before it on that line stay shut. */
const field = StateField.define<number | null>({
  create: () => null,
  update: (position, { changes, effects, state }) => {
    let now = position === null ? null : changes.mapPos(position, -1);
    for (const effect of effects) if (effect.is(dismiss)) now = effect.value;
    // On another line it is forgotten.
    return now !== null && state.doc.lineAt(now).number !== state.doc.lineAt(state.selection.main.head).number ? null : now;
  },
});

export const dismissing: Extension = field;

/** Whether a sign that begins here may open a list. */
export function isOpen(state: EditorState, signAt: number): boolean {
  const dismissed = state.field(field, false) ?? null;
  return dismissed === null || signAt >= dismissed;
}

export function dismissCompletion(view: EditorView): boolean {
  if (completionStatus(view.state) === null) return false;
  closeCompletion(view);
  view.dispatch({ effects: dismiss.of(view.state.selection.main.head) });
  return true;
}
