// While a page is read, the node says when it changes. The text under a reader's eyes is never
// swapped without asking, unless the reader is at the top and has not touched anything for a while.
import { words } from "../words";
import { UNREACHABLE_AFTER_MILLIS } from "../live/connection";
import { currentStatus, showStatus, type Status } from "./status";
import { hideStrip, showStrip } from "./strips";
import { ticked } from "./tasks";
import { screen, screenOf, wiki } from "./wiki";

/** A reader who did nothing for this long at the top of the page is not in the middle of a sentence. */
const IDLE_MILLIS = 5_000;

interface PageEvent {
  version: string;
  /** Of what is read: versions change also where no word does. */
  digest: string;
  author: string;
  title: string;
}

/** What came in after time apart. */
interface Merged {
  edits: Record<string, number>;
  before: string;
}

const strips = () => document.querySelector("[data-strips]");
let touchedAt = Date.now();

export function readLive(): void {
  if (!wiki) return;
  const article = document.querySelector<HTMLElement>("article[data-page]");
  const page = article?.dataset.page ?? "";
  let status: Status = currentStatus();
  let lost: number | undefined;
  let source: EventSource | undefined;
  const listen = () => {
    source = new EventSource(screen(`events?page=${encodeURIComponent(page)}`));
    source.addEventListener("open", () => {
      clearTimeout(lost);
      lost = undefined;
      hideStrip(strips(), "node");
      showStatus(status);
    });
    source.addEventListener("error", () => {
      lost ??= window.setTimeout(nodeIsAway, UNREACHABLE_AFTER_MILLIS);
    });
    source.addEventListener("status", ({ data }) => {
      status = JSON.parse(String(data)) as Status;
      showStatus(status);
    });
    if (article) {
      source.addEventListener("merged", ({ data }) => merged(article, JSON.parse(String(data)) as Merged));
      source.addEventListener("editing", ({ data }) => {
        const place = article.querySelector("[data-editing]");
        if (place) place.textContent = JSON.parse(String(data)) as string;
      });
      source.addEventListener("page", ({ data }) => void pageChanged(article, JSON.parse(String(data)) as PageEvent));
    }
  };
  const rest = () => {
    clearTimeout(lost);
    lost = undefined;
    source?.close();
    source = undefined;
  };
  if (article) {
    for (const touch of ["scroll", "keydown", "pointerdown", "selectionchange"]) {
      document.addEventListener(touch, () => (touchedAt = Date.now()), { passive: true });
    }
  }
  // A browser has six connections for one address: tabs that nobody looks at must not hold them all.
  // What changed meanwhile is told when the stream begins again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") rest();
    else if (!source) listen();
  });
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", () => {
    if (!source && document.visibilityState === "visible") listen();
  });
  if (document.visibilityState === "visible") listen();
}

function nodeIsAway(): void {
  showStatus({ state: "unreachable", words: words.unreachable });
  showStrip(strips(), "node", { text: words.unreachableReading(...timeOfCopy()), kind: "wait" });
}

/** The text on the screen is as of then; a copy may be of another day. */
function timeOfCopy(): [at: Date, today: boolean] {
  const rendered = new Date(document.body.dataset.renderedAt ?? performance.timeOrigin);
  return [rendered, rendered.toDateString() === new Date().toDateString()];
}

/** Said once, also to who had the new text put in place already. */
function merged(article: HTMLElement, { edits, before }: Merged): void {
  const diff = screenOf(article, "diff");
  const actions = [{ label: words.showChanges, run: `${diff}?from=${encodeURIComponent(before)}` }];
  showStrip(strips(), "merged", { text: words.merged(edits), actions });
}

async function pageChanged(article: HTMLElement, { version, digest, author }: PageEvent): Promise<void> {
  await ticked();
  if (digest === article.dataset.digest) {
    article.dataset.version = version;
    return;
  }
  if (window.scrollY === 0 && Date.now() - touchedAt > IDLE_MILLIS) {
    void updateInPlace(article);
    return;
  }
  const seen = encodeURIComponent(article.dataset.version ?? "");
  const diff = screenOf(article, "diff");
  showStrip(strips(), "changed", {
    text: words.changedJustNow(author),
    actions: [
      { label: words.showChanges, run: `${diff}?from=${seen}&to=${encodeURIComponent(version)}` },
      { label: words.update, run: () => void updateInPlace(article) },
    ],
  });
}

/** Takes over the new article from the page as the node renders it now. */
async function updateInPlace(article: HTMLElement): Promise<void> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const next = fresh?.querySelector<HTMLElement>("article[data-page]");
  if (!fresh || !next) {
    location.reload();
    return;
  }
  article.replaceChildren(...next.childNodes);
  Object.assign(article.dataset, next.dataset);
  document.title = fresh.title;
  const side = document.querySelector(".side");
  const freshSide = fresh.querySelector(".side");
  if (side && freshSide) side.replaceChildren(...freshSide.childNodes);
  hideStrip(strips(), "changed");
  // What had the focus is gone: the button, or a link of the old text.
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("enquire:updated"));
}
