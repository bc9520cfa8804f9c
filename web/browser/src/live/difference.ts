// What lies between two texts, as a change that touches as little as possible: what it does not
// touch, the tab's unconfirmed edits and the cursor survive.
import { ChangeSet, Text, type ChangeSpec } from "@codemirror/state";
import { splitsPair } from "../editor/code-points";

function commonStart(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

/** One replacement without what its two sides share at either end. */
function trimmed(before: Text, from: number, to: number, insert: string): ChangeSpec | null {
  const old = before.sliceString(from, to);
  if (old === insert) return null;
  let start = commonStart(old, insert);
  if (splitsPair(before, from + start)) start--;
  let end = commonEnd(old, insert, Math.min(old.length, insert.length) - start);
  if (splitsPair(before, to - end)) end--;
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

/** The same result from the same text, with each replacement reduced to what really differs. */
export function tightened(changes: ChangeSet, before: Text): ChangeSet {
  const specs: ChangeSpec[] = [];
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    const spec = trimmed(before, fromA, toA, inserted.toString());
    if (spec) specs.push(spec);
  });
  return ChangeSet.of(specs, before.length, "\n");
}

/** From one text to another when nothing is known but the two: one replacement in the middle. */
export function difference(before: Text, after: Text): ChangeSet {
  const spec = trimmed(before, 0, before.length, after.toString());
  return ChangeSet.of(spec ?? [], before.length, "\n");
}
