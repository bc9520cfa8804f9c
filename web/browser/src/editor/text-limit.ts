// A page has a largest length. An edit that would go beyond it is left out here, where the one who
// made it can be told and still has what was to be pasted; the node would have to refuse it.
import { EditorState, type Extension } from "@codemirror/state";

/**
 * Lets no local edit make the text longer than this; what makes it shorter always passes.
 *
 * @param charsMax in UTF-16 code units
 * @param leftOut an edit was left out
 */
export function atMost(charsMax: number, leftOut: () => void): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    const { docChanged, changes } = transaction;
    if (!docChanged || changes.newLength <= charsMax || changes.newLength <= changes.length) return transaction;
    leftOut();
    return [];
  });
}
