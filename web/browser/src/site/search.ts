// The search of a static site: the pages that have all words, those first in which they count most.
import { words } from "../words";
import { open, pageCount, postings, shown } from "./index-files";
import { snippetOf } from "./snippet";
import { wordsOf, type Word } from "./words";

/** Shown at once; a button shows as many more. */
const HITS = 20;
/** A question of more words looks for the first ones. */
const WORDS_MAX = 12;
/** Who types on is not answered for each key. */
const PAUSE_MILLIS = 150;

const form = document.querySelector<HTMLFormElement>("[data-search]");
const field = form?.querySelector<HTMLInputElement>("input[name=q]");
const status = document.querySelector<HTMLElement>("[data-found]");
const list = document.querySelector<HTMLElement>("[data-hits]");
/** Of the latest question: what comes of an earlier one is thrown away. */
let asked = 0;

/** What one word counts in each page; a rare word counts more. */
async function countsOf(word: Word): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const [found, ...pairs] of await postings(word.text, word.whole)) {
    const exact = found === word.text ? 2 : 1;
    let page = 0;
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      page += pairs[i] ?? 0;
      counts.set(page, Math.max(counts.get(page) ?? 0, exact * (1 + Math.log(pairs[i + 1] ?? 1))));
    }
  }
  const rarity = Math.log(1 + pageCount() / (1 + counts.size));
  for (const [page, count] of counts) counts.set(page, count * rarity);
  return counts;
}

async function search(looked: Word[]): Promise<number[]> {
  await open();
  const each = await Promise.all(looked.map(countsOf));
  const [first, ...others] = each.sort((one, other) => one.size - other.size);
  if (!first) return [];
  const sums = new Map<number, number>();
  for (const [page, count] of first) {
    const rest = others.map((counts) => counts.get(page) ?? 0);
    if (rest.every((count) => count > 0)) sums.set(page, rest.reduce((sum, count) => sum + count, count));
  }
  return [...sums].sort(([page, sum], [otherPage, otherSum]) => otherSum - sum || page - otherPage).map(([page]) => page);
}

async function hit(page: number, looked: Word[]): Promise<HTMLLIElement> {
  const item = document.createElement("li");
  const [place, title, whole] = (await shown(page)) ?? ["", "", ""];
  const link = document.createElement("a");
  link.className = "found";
  link.href = place;
  link.dir = "auto";
  link.textContent = title;
  const text = document.createElement("p");
  text.dir = "auto";
  for (const [piece, found] of snippetOf(whole, looked)) {
    const part = found ? document.createElement("mark") : document.createTextNode(piece);
    part.textContent = piece;
    text.append(part);
  }
  item.append(link, text);
  return item;
}

async function show(pages: number[], from: number, looked: Word[], mine: number): Promise<void> {
  const items: HTMLElement[] = await Promise.all(pages.slice(from, from + HITS).map((page) => hit(page, looked)));
  if (mine !== asked) return;
  if (pages.length > from + HITS) {
    const more = document.createElement("button");
    more.className = "button line";
    more.textContent = words.site.more;
    more.addEventListener("click", () => void show(pages, from + HITS, looked, mine).then(() => more.parentElement?.remove()));
    const item = document.createElement("li");
    item.append(more);
    items.push(item);
  }
  if (from === 0) list?.replaceChildren(...items);
  else list?.append(...items);
}

async function answer(query: string): Promise<void> {
  if (!status || !list) return;
  asked += 1;
  const mine = asked;
  // So that Back, and a copied address, lead to what was found.
  history.replaceState(null, "", query ? `#${encodeURIComponent(query)}` : location.pathname);
  if (!query) {
    status.textContent = "";
    list.replaceChildren();
    return;
  }
  try {
    const looked = wordsOf(query).slice(0, WORDS_MAX);
    const pages = await search(looked);
    if (mine !== asked) return;
    await show(pages, 0, looked, mine);
    if (mine !== asked) return;
    status.textContent = pages.length === 0 ? words.site.none(query) : words.site.found(pages.length);
  } catch {
    if (mine === asked) status.textContent = words.site.incomplete;
  }
}

document.querySelector("[data-without-script]")?.remove();
if (form && field) {
  let waiting = 0;
  const ask = () => void answer(field.value.trim());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE_MILLIS);
  });
  try {
    field.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    field.value = ""; // Somebody typed the address.
  }
  field.focus();
  ask();
}
