// The list that opens while one writes: after `[[`, `/`, `@` and `#`.
import { autocompletion, completionStatus, startCompletion } from "@codemirror/autocomplete";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { completeBlock, type BlockDeeds } from "./blocks";
import { dismissCompletion, dismissing } from "./dismissed";
import { completePerson, completeTag } from "./mentions";
import { completeLink, linkAsTyped } from "./page-links";

/** The longest list, for drawing: pages and the row that makes one, or all blocks. */
const ROWS_MAX = 12;

/** Signs that open the list before a letter follows. */
const SIGNS = /(?:\[\[|[#|/@])$/;

export function completion(me: string, deeds: BlockDeeds): Extension {
  return [
    dismissing,
    autocompletion({
      override: [completeLink, completeBlock(deeds), completePerson(me), completeTag],
      icons: false,
      activateOnTypingDelay: 40,
      maxRenderedOptions: ROWS_MAX,
    }),
    Prec.highest(
      keymap.of([
        { key: "Shift-Enter", run: linkAsTyped },
        { key: "Escape", run: dismissCompletion },
      ]),
    ),
    // The list opens by itself while letters are typed; after a sign alone it must be asked to.
    EditorView.updateListener.of(({ view, transactions, docChanged }) => {
      if (!docChanged || !transactions.some((each) => each.isUserEvent("input.type"))) return;
      const { head } = view.state.selection.main;
      if (completionStatus(view.state) === null && SIGNS.test(view.state.sliceDoc(Math.max(0, head - 2), head))) startCompletion(view);
    }),
  ];
}
