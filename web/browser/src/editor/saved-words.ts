// What the toolbar says about where the text is. Never "saved" before the node has it on disk.
import { words } from "../words";

export interface SavedFacts {
  /** The node answered with the page, or a draft is open. */
  begun: boolean;
  /** Every edit is on disk at the node. */
  saved: boolean;
  /** Every edit is in this browser's storage. */
  stored: boolean;
  reachable: boolean;
  /** The node did not take the last push; a strip says why. */
  held: boolean;
}

export interface SavedWords {
  text: string;
  kind: "" | "wait" | "bad";
  check: boolean;
}

export function savedWords({ begun, saved, stored, reachable, held }: SavedFacts): SavedWords {
  if (!begun) return { text: reachable ? words.opening : "", kind: "", check: false };
  if (saved) return { text: words.saved, kind: "", check: true };
  if (!stored && !reachable) return { text: words.notStored, kind: "bad", check: false };
  if (held && reachable) return { text: words.notSaved, kind: "bad", check: false };
  return reachable ? { text: words.saving, kind: "", check: false } : { text: words.inThisBrowser, kind: "wait", check: false };
}
