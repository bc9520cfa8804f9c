// Which version of each page was last read in this browser, so that somebody who comes back is told
// what others did meanwhile. It stays here: the node keeps no record of what is read.
import { words } from "../words";
import { remember, remembered } from "./remembered";
import { showStrip } from "./strips";
import { screenOf, wiki } from "./wiki";

/** The newest of these are kept for each wiki: about 80 kB of the 5 MB that a site has. */
const PAGES_MAX = 500;
/** A version of a page with very many authors is not worth the room. */
const VERSION_CHARS_MAX = 512;

type Seen = [page: string, version: string, digest: string];

interface Since {
  authors: string[];
  sections: number;
}

const key = `seen:${wiki}`;

function all(): Seen[] {
  try {
    const kept: unknown = JSON.parse(remembered(key) ?? "[]");
    return Array.isArray(kept) ? (kept as Seen[]).filter((each) => Array.isArray(each) && each.length === 3) : [];
  } catch {
    return []; // Written by somebody else: the same as never read.
  }
}

/** Notes what stands on the screen now as read. */
export function noteSeen(article: HTMLElement): void {
  const { page = "", version = "", digest = "" } = article.dataset;
  if (!page || version.length > VERSION_CHARS_MAX) return;
  const others = all().filter(([id]) => id !== page);
  remember(key, JSON.stringify([...others, [page, version, digest]].slice(-PAGES_MAX)));
}

/** Tells what others did since this page was last read here, and notes it as read. */
export function tellWhatChanged(): void {
  const article = document.querySelector<HTMLElement>("article[data-page]");
  if (!article) return;
  const [, version, digest] = all().find(([id]) => id === article.dataset.page) ?? [];
  // Who comes from the editor has seen it all.
  const wasEditing = document.referrer.includes("/-/edit/");
  if (wasEditing && !location.hash) focusTitle(article);
  if (version && digest !== article.dataset.digest && !wasEditing) void tell(article, version);
  if (document.visibilityState === "visible") noteSeen(article);
  else document.addEventListener("visibilitychange", () => noteSeen(article), { once: true });
}

/** Who is done goes on where the page begins; at a heading the browser does so by itself. */
function focusTitle(article: HTMLElement): void {
  const title = article.querySelector("h1");
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

async function tell(article: HTMLElement, version: string): Promise<void> {
  const path = (screen: string) => screenOf(article, screen);
  const from = encodeURIComponent(version);
  const to = encodeURIComponent(article.dataset.version ?? "");
  const answer = await fetch(`${path("since")}?from=${from}`).catch(() => null);
  if (!answer?.ok) return; // A version that is not known any more: history has all that is.
  const { authors, sections } = (await answer.json()) as Since;
  if (authors.length === 0) return;
  showStrip(document.querySelector("[data-strips]"), "seen", {
    title: words.changedSince,
    text: words.editedMeanwhile(authors, sections),
    actions: [{ label: words.showChanges, run: `${path("diff")}?from=${from}&to=${to}` }],
  });
}
