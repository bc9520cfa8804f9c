// The card that shows how a linked page begins. Loaded when the first one is wanted.
import { words } from "../words";
import { drawFormulas } from "../page/drawn";
import { placeBeside } from "./place";

/** Long enough to move from the link to the card (screens, section 4.1). */
const LEAVE_MILLIS = 200;

interface Excerpt {
  title: string;
  /** Sanitised by the node. */
  html: string;
  edited: string;
  editedAt: string;
  author: string;
}

interface Shown {
  card: HTMLElement;
  link: HTMLAnchorElement;
  byKey: boolean;
}

let shown: Shown | null = null;
let asked: HTMLAnchorElement | null = null;
let timer: number | undefined;

/** @param pointer where in the window the mouse rests; null for one that the keyboard asks for */
export async function showPreview(link: HTMLAnchorElement, pointer: { x: number; y: number } | null): Promise<void> {
  if (shown?.link === link) {
    stay();
    return;
  }
  asked = link;
  const gone = () => {
    if (asked === link) asked = null;
  };
  if (pointer) link.addEventListener("pointerleave", gone, { once: true });
  const excerpt = await fetchExcerpt(link);
  if (!excerpt || asked !== link || !link.isConnected) return;
  asked = null;
  if (pointer) link.removeEventListener("pointerleave", gone);
  show(link, excerpt, pointer);
}

async function fetchExcerpt(link: HTMLAnchorElement): Promise<Excerpt | null> {
  const [, wiki, title] = /^\/([^/]+)\/(.+)$/.exec(link.pathname) ?? [];
  if (link.origin !== location.origin || !wiki || !title) return null;
  const section = link.hash.slice(1);
  const address = `/${wiki}/-/excerpt/${title}${section ? `?section=${section}` : ""}`;
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Excerpt) : null;
}

function show(link: HTMLAnchorElement, excerpt: Excerpt, pointer: { x: number; y: number } | null): void {
  close(false);
  const card = cardOf(excerpt);
  document.body.append(card);
  drawFormulas(card);
  shown = { card, link, byKey: pointer === null };
  const line = lineAt(link, pointer);
  const header = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const place = placeBeside(line, { width: card.offsetWidth, height: card.offsetHeight }, view, header);
  card.style.left = `${place.left + window.scrollX}px`;
  card.style.top = `${place.top + window.scrollY}px`;
  card.style.maxHeight = `${place.heightMax}px`;
  card.addEventListener("pointerenter", stay);
  card.addEventListener("pointerleave", leave);
  link.addEventListener("pointerenter", stay);
  if (pointer) link.addEventListener("pointerleave", leave);
  else card.focus();
  card.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && card.contains(relatedTarget))) close(false);
  });
  document.addEventListener("keydown", closeOnEscape);
}

function cardOf({ title, html, edited, editedAt, author }: Excerpt): HTMLElement {
  const card = document.createElement("section");
  card.className = "peek";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", words.previewOf(title));
  const heading = element("p", "peek-title", title);
  const text = element("div", "text", "");
  text.innerHTML = html;
  // Whatever is called the same on the page itself must stay the one that links lead to.
  for (const named of text.querySelectorAll("[id]")) named.removeAttribute("id");
  text.dir = heading.dir = "auto";
  const time = element("time", "", edited);
  time.setAttribute("datetime", editedAt);
  const byline = element("p", "byline", "");
  byline.append(...words.editedBy(time, author));
  card.append(heading, text, byline);
  return card;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** A link may go over several lines: the one that is pointed at counts. */
function lineAt(link: HTMLAnchorElement, pointer: { x: number; y: number } | null): DOMRect {
  const lines = [...link.getClientRects()];
  const at = pointer && lines.find((line) => pointer.y >= line.top && pointer.y <= line.bottom);
  return at || (lines.at(-1) ?? link.getBoundingClientRect());
}

function stay(): void {
  clearTimeout(timer);
}

function leave(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => close(false), LEAVE_MILLIS);
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  close(true);
}

function close(back: boolean): void {
  stay();
  if (!shown) return;
  const { card, link, byKey } = shown;
  shown = null;
  document.removeEventListener("keydown", closeOnEscape);
  link.removeEventListener("pointerenter", stay);
  link.removeEventListener("pointerleave", leave);
  if (back && byKey) link.focus();
  card.remove();
}
