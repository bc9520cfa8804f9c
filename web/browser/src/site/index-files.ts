// The files of a static site's search. Each is a script that hands over what is in it: a page that was
// opened from a folder may run scripts beside it, and fetch nothing.

/** A word, then for each page: its number less that of the page before, and what the word counts there. */
type Posting = [string, ...number[]];
/** Percent-encoded place, title, text in one line. */
export type Shown = [place: string, title: string, text: string];

interface Site {
  leaves(pages: number, parts: number[], first: string[]): void;
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

/** The first page of each part, and the first word of each leaf. */
let all = { pages: 0, parts: [] as number[], first: [] as string[] };
const leaves = new Map<number, Posting[]>();
const texts = new Map<number, Shown[]>();
const loading = new Map<string, Promise<void>>();

window.enquireSite = {
  leaves: (pages, parts, first) => void (all = { pages, parts, first }),
  words: (leaf, words) => void leaves.set(leaf, words),
  pages: (part, pages) => void texts.set(part, pages),
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

/** The last that does not begin behind what is looked for; in order. */
function fileOf<T extends string | number>(wanted: T, firsts: T[]): number {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const first = firsts[middle];
    if (first !== undefined && first <= wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The file in which a word stands, if any has it. */
const leafOf = (word: string) => fileOf(word, all.first);

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
  const part = fileOf(page, all.parts);
  await load(`pages-${part}`);
  return texts.get(part)?.[page - (all.parts[part] ?? 0)];
}
