// The files of a static site's search. Each is a script that hands over what is in it: a page that was
// opened from a folder may run scripts beside it, and fetch nothing.

/** A word, then for each page: its number less that of the page before, and what the word counts there. */
type Posting = [string, ...number[]];
/** Percent-encoded place, title, beginning of the text. */
export type Shown = [place: string, title: string, beginning: string];

interface Site {
  leaves(pages: number, each: number, first: string[]): void;
  words(leaf: number, words: Posting[]): void;
  pages(part: number, pages: Shown[]): void;
}

declare global {
  interface Window {
    enquireSite: Site;
  }
}

/** Files of words that one word may need: a beginning of one letter stands in more, and its rest is left out. */
const LEAVES_MAX = 12;

let all = { pages: 0, each: 1, first: [] as string[] };
const leaves = new Map<number, Posting[]>();
const parts = new Map<number, Shown[]>();
const loading = new Map<string, Promise<void>>();

window.enquireSite = {
  leaves: (pages, each, first) => void (all = { pages, each, first }),
  words: (leaf, words) => void leaves.set(leaf, words),
  pages: (part, pages) => void parts.set(part, pages),
};

function load(name: string): Promise<void> {
  const known = loading.get(name);
  if (known) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.onload = () => resolve();
    script.onerror = () => {
      loading.delete(name); // A web host may answer the next time.
      reject(new Error(name));
    };
    document.head.append(script);
  });
  loading.set(name, loaded);
  return loaded;
}

export const open = () => load("leaves");
export const pageCount = () => all.pages;

/** The file in which a word stands, if any has it: the last that does not begin behind it. */
function leafOf(word: string): number {
  let low = 0;
  let high = all.first.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all.first[middle] ?? "") <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** What stands in the pages of a word, or of all words that begin with it. */
export async function postings(word: string, whole: boolean): Promise<Posting[]> {
  if (all.first.length === 0) return [];
  const from = leafOf(word);
  const to = whole ? from : Math.min(leafOf(`${word}\uFFFF`), from + LEAVES_MAX - 1);
  const needed = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  await Promise.all(needed.map((leaf) => load(`words-${leaf}`)));
  return needed.flatMap((leaf) => (leaves.get(leaf) ?? []).filter(([found]) => (whole ? found === word : found.startsWith(word))));
}

/** How a page is shown among what was found. */
export async function shown(page: number): Promise<Shown | undefined> {
  const part = Math.floor(page / all.each);
  await load(`pages-${part}`);
  return parts.get(part)?.[page % all.each];
}
