// Which titles match what was typed, best first: the beginning of the title, pages below one that begins
// so, the beginning of a word, then the letters in order. What was opened lately wins among equals.

/** Lower case, composed, `_` and white space as one space: how titles are compared. */
export const folded = (text: string) => text.normalize("NFC").toLowerCase().normalize("NFC").replace(/[\s_]+/g, " ").trim();

/** 0 is best; null is no match. */
export function rankOf(query: string, title: string): number | null {
  const wanted = folded(query);
  const have = folded(title);
  if (have === wanted) return 0;
  if (have.startsWith(wanted)) return have.includes("/", wanted.length) ? 2 : 1;
  const at = have.indexOf(wanted);
  if (at > 0) return /[\p{L}\p{N}]/u.test(have[at - 1]!) ? 4 : 3;
  if (wordsBegin(wanted.split(" "), have.split(/[^\p{L}\p{N}]+/u))) return 3;
  return inOrder(wanted, have) ? 5 : null;
}

/** Whether each part begins a word, in order: "win be" finds "Winter berths". */
function wordsBegin(parts: string[], words: string[]): boolean {
  let at = 0;
  for (const part of parts) {
    while (at < words.length && !words[at]!.startsWith(part)) at++;
    if (at++ >= words.length) return false;
  }
  return true;
}

function inOrder(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    if (letter === " ") continue;
    at = text.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}

/** What the node found by a rule of its own (slips of a key) comes after everything that is known to match. */
const FOUND_BY_NODE = 6;

/**
 * Matching titles, best first; `recent` has the page opened last in front. Titles in `found`, the node's answer, stay
 * even if nothing here says why they match, and keep its order among equals: the page changed last is in front.
 */
export function rankTitles(
  query: string,
  titles: readonly string[],
  recent: readonly string[],
  found: readonly string[] = [],
): string[] {
  const lately = new Map(recent.map((title, index) => [title, index]));
  const given = new Map(found.map((title, index) => [title, index]));
  return [...new Set(titles)]
    .flatMap((title) => {
      const rank = rankOf(query, title) ?? (given.has(title) ? FOUND_BY_NODE : null);
      const order = given.get(title) ?? found.length;
      return rank === null ? [] : [{ title, rank, order, lately: lately.get(title) ?? recent.length }];
    })
    .sort((a, b) => a.rank - b.rank || a.lately - b.lately || a.order - b.order || a.title.localeCompare(b.title))
    .map(({ title }) => title);
}

/** Where the query stands in the title, for the mark: [from, to), or null. */
export function matchIn(query: string, title: string): [number, number] | null {
  const at = title.toLowerCase().indexOf(query.trim().toLowerCase());
  return at < 0 || query.trim() === "" ? null : [at, at + query.trim().length];
}

/** In UTF-16 units: the node's rule. */
export const TITLE_LENGTH_MAX = 255;

/** Whether a page may have this title (the node's rule: 1 to 255 UTF-16 units, no empty segment). */
export function canBeTitle(text: string): boolean {
  const title = text.trim();
  const segments = title.split("/").map((segment) => segment.trim());
  return (
    title.length > 0 &&
    title.length <= TITLE_LENGTH_MAX &&
    !/[\p{Cc}]/u.test(title) &&
    segments.every((segment) => segment !== "" && segment !== "." && segment !== "..")
  );
}
