// What stood at a place, what each of two people made of it, and a button for each choice. No dialog
// that bars the way: it closes with Escape or a click beside it, and nothing has changed then.
import { words } from "../words";

/** What one of two people made of a sentence. */
export interface Side {
  author: string;
  color: number;
  mine: boolean;
  text: string;
}

export interface Choice {
  /** Null keeps both. */
  keep(side: Side | null): void;
  /** Without a choice. */
  closed(): void;
}

/** Room for it below the line, in pixels; else it stands above the middle. (Guess.) */
const HEIGHT = 330;

let shown: HTMLElement | null = null;

export function closeOverlap(): void {
  const open = shown;
  shown = null;
  open?.remove();
}

/**
 * @param at where the place begins on screen; null if it is out of sight
 */
export function openOverlap(
  { before, sides }: { before: string; sides: Side[] },
  at: { left: number; bottom: number } | null,
  choice: Choice,
): void {
  closeOverlap();
  const element = document.createElement("div");
  element.className = "overlap-popover";
  element.popover = "auto";
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-label", words.overlap);
  const heading = document.createElement("h2");
  heading.textContent = words.overlap;
  const list = document.createElement("dl");
  list.append(row(words.before, before, before, 0), ...sides.map(({ author, mine, text, color }) => row(words.ofWhom(author, mine), before, text, color)));
  const buttons = document.createElement("div");
  buttons.className = "row";
  buttons.append(button(words.keepBoth, () => choice.keep(null)));
  const withMine = sides.some(({ mine }) => mine);
  for (const side of sides) buttons.append(button(words.keep(side.author, side.mine, withMine), () => choice.keep(side)));
  element.append(heading, list, buttons);
  element.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "closed" || shown !== element) return;
    closeOverlap();
    choice.closed();
  });
  document.body.append(element);
  shown = element;
  // On a phone the style sheet puts it at the bottom.
  element.style.top = `${Math.max(8, Math.min((at?.bottom ?? 0) + 6, window.innerHeight - HEIGHT))}px`;
  element.style.left = `${Math.max(16, at?.left ?? 0)}px`;
  element.showPopover();
  buttons.querySelector("button")?.focus();
}

function row(label: string, before: string, text: string, color: number): HTMLElement {
  const row = document.createElement("div");
  if (color > 0) row.className = `color-${color}`;
  const term = document.createElement("dt");
  term.textContent = label;
  term.dir = "auto";
  const said = document.createElement("dd");
  said.dir = "auto";
  if (text === "") said.textContent = words.nothingLeft;
  else said.append(...differing(before, text));
  row.append(term, said);
  return row;
}

/** The text, with what is not as it was before between its ends marked. */
function differing(before: string, text: string): (string | HTMLElement)[] {
  if (before === text) return [text];
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
  // Whole words: half of one says little, and half of a character nothing.
  while (start > 0 && !/\s/.test(text[start - 1]!)) start--;
  while (end > 0 && !/\s/.test(text[text.length - end]!)) end--;
  const middle = text.slice(start, text.length - end);
  if (middle.trim() === "") return [text];
  const inserted = document.createElement("ins");
  inserted.textContent = middle;
  return [text.slice(0, start), inserted, text.slice(text.length - end)];
}

function button(label: string, run: () => void): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button line";
  element.textContent = label;
  element.addEventListener("click", run);
  return element;
}
