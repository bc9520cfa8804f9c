// A second page beside the one that is read (palette: Alt Enter), where the window has room for two columns.
import { words } from "../words";
import { decoded } from "./decoded";
import { draw } from "./drawn";

/** Two columns of text and the navigation (screens, section 4). */
const ROOM = "(min-width: 1280px)";

const reading = () => document.querySelector<HTMLElement>("main article[data-page]");

export const hasRoomBeside = () => reading() !== null && window.matchMedia(ROOM).matches;

/** Goes there if what is there cannot be read beside this page. A section of the path is scrolled to. */
export async function openBeside(path: string): Promise<void> {
  const answer = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => null);
  const read = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("article[data-page]") : null;
  const shell = document.querySelector(".shell");
  if (!answer || !read || !shell) return location.assign(path);
  const column = document.createElement("section");
  const { hash } = new URL(path, location.href);
  const heading = titleOf(read, answer.url + hash); // An answer's address has none.
  const { text, section } = textOf(read, answer.url, hash);
  column.className = "beside";
  column.setAttribute("aria-labelledby", (heading.id = "beside-title"));
  const article = document.createElement("article");
  article.append(text);
  column.append(closeButton(column), heading, article);
  shell.querySelector(".beside")?.remove();
  shell.classList.add("two");
  shell.append(column);
  draw(column);
  heading.focus();
  section?.scrollIntoView();
}

/** One screen has one h1, which is that of its own page. */
function titleOf(read: HTMLElement, url: string): HTMLElement {
  const heading = document.createElement("h2");
  heading.className = "beside-title";
  heading.dir = "auto";
  heading.tabIndex = -1;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = read.querySelector("h1")?.textContent ?? "";
  heading.append(link);
  return heading;
}

/** The text without what works on the page of this screen: its ids, and boxes that would be ticked there. */
function textOf(read: HTMLElement, url: string, hash: string): { text: HTMLElement; section: Element | undefined } {
  const text = document.importNode(read.querySelector<HTMLElement>("[data-text]") ?? read, true);
  const page = new URL(url);
  const id = decoded(hash.slice(1));
  text.removeAttribute("data-text");
  for (const link of text.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) link.href = page.pathname + link.getAttribute("href");
  const named = [...text.querySelectorAll("[id]")];
  const section = named.find((each) => each.id === id);
  for (const each of named) each.removeAttribute("id");
  for (const button of text.querySelectorAll<HTMLButtonElement>("button[form]")) button.disabled = true;
  return { text, section };
}

function closeButton(column: HTMLElement): HTMLElement {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button line beside-close";
  close.textContent = words.closeBeside;
  close.addEventListener("click", () => {
    column.remove();
    document.querySelector(".shell")?.classList.remove("two");
    reading()?.closest<HTMLElement>("main")?.focus();
  });
  return close;
}
