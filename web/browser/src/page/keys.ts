// Single keys and short sequences on screens that are read. Browser shortcuts are never taken.
export type KeyAction =
  | "palette"
  | "commands"
  | "edit"
  | "history"
  | "links"
  | "new"
  | "help"
  | "home"
  | "changes"
  | "pages"
  | "wanted"
  | "map"
  | "sync"
  | "previousChange"
  | "nextChange";

export interface Key {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  /** The focus is where letters are typed. */
  typing: boolean;
}

const SINGLE: Record<string, KeyAction> = {
  "/": "palette",
  e: "edit",
  h: "history",
  b: "links",
  n: "new",
  "?": "help",
  "[": "previousChange",
  "]": "nextChange",
};
const AFTER_G: Record<string, KeyAction> = { h: "home", r: "changes", a: "pages", w: "wanted", m: "map", s: "sync" };

/** The second key of a sequence must come within this time, in milliseconds. (Guess.) */
const SEQUENCE_MILLIS = 1_500;

/** Turns key presses into actions; remembers only whether G was just pressed. */
export class KeyMap {
  private gAt = -Infinity;

  constructor(private readonly singleKeys: () => boolean) {}

  /** @param now milliseconds, from any fixed start */
  action({ key, ctrl, shift, alt, typing }: Key, now: number): KeyAction | null {
    const letter = key.toLowerCase();
    if (ctrl && !alt && letter === "k" && !shift) return "palette";
    if (ctrl && !alt && letter === "p" && shift) return "commands";
    if (ctrl || alt || typing || !this.singleKeys()) return null;
    const afterG = now - this.gAt < SEQUENCE_MILLIS;
    this.gAt = letter === "g" && !afterG ? now : -Infinity;
    if (afterG) return AFTER_G[letter] ?? null;
    return SINGLE[letter] ?? null;
  }
}

export function keyOf(event: KeyboardEvent): Key {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    typing: target !== null && (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null),
  };
}
