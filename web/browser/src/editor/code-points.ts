// A change that splits a surrogate pair would leave half a character on either side of an edit.
// Nothing downstream can hold that, so it never leaves the tab: each change is widened to whole
// code points before it is applied. Nor does a carriage return: everywhere else lines end with a
// line feed alone, and an editor that was told so keeps what else it is given.
import {
  ChangeSet,
  EditorState,
  type ChangeSpec,
  type Extension,
  type Text,
  type TransactionSpec,
} from "@codemirror/state";

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether the position lies between the two halves of one character. */
export function splitsPair(doc: Text, position: number): boolean {
  if (position <= 0 || position >= doc.length) return false;
  const around = doc.sliceString(position - 1, position + 1);
  return isHigh(around.charCodeAt(0)) && isLow(around.charCodeAt(1));
}

/** The text with each lone surrogate replaced by U+FFFD, as every encoder would do later. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** The text with the line ends of every system as line feeds, as the node wants it. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/**
 * The same changes on whole code points and with line feeds, or null if they are so already. A deletion grows over the
 * half it would have left behind; an insertion into the middle of a character moves before it.
 */
export function snapped(doc: Text, changes: ChangeSet): ChangeSet | null {
  const specs: ChangeSpec[] = [];
  let differs = false;
  let done = 0;
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    // Two changes may touch the two halves of one character: the first one takes all of it.
    const from = Math.max(done, splitsPair(doc, fromA) ? fromA - 1 : fromA);
    const end = splitsPair(doc, toA) ? toA + 1 : toA;
    const to = fromA === toA ? from : Math.max(from, end);
    const text = inserted.toString();
    const insert = withLineFeeds(wellFormed(text));
    if (from !== fromA || to !== toA || insert !== text) differs = true;
    specs.push({ from, to, insert });
    done = to;
  }, true);
  return differs ? ChangeSet.of(specs, doc.length, "\n") : null;
}

/** Keeps every local transaction on whole code points and line feeds. What comes from the node is so already. */
export function wholeCodePoints(): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged) return transaction;
    const changes = snapped(transaction.startState.doc, transaction.changes);
    if (!changes) return transaction;
    const replacement: TransactionSpec = {
      changes,
      effects: transaction.effects,
      scrollIntoView: transaction.scrollIntoView,
    };
    return replacement;
  });
}
