// Small things on screens that are read: copying, where one is in the page.
import { words } from "../words";
import { announce } from "./announce";
import { remember, remembered } from "./remembered";
import { toast } from "./toast";

/** `data-copy` on a link copies its address, with `data-copy-from` on a button what a field holds. */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (!element || !navigator.clipboard) return;
    const from = element.dataset.copyFrom && document.getElementById(element.dataset.copyFrom);
    const text = from instanceof HTMLTextAreaElement ? from.value : element instanceof HTMLAnchorElement ? element.href : "";
    event.preventDefault();
    navigator.clipboard.writeText(text).then(
      () => toast(element.dataset.copy || words.copied),
      () => announce(words.couldNotCopy),
    );
  });
}

let following: AbortController | undefined;

/** Marks in "On this page" the section that is being read; Edit opens the source at the same place. */
export function followHeadings(): void {
  following?.abort();
  following = new AbortController();
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".side [data-toc] a")];
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    let current = 0;
    targets.forEach((target, index) => {
      if (target && index > 0 && target.getBoundingClientRect().top < 120) current = index;
    });
    links.forEach((link, index) => {
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const edit = document.querySelector<HTMLAnchorElement>("[data-key=edit]");
    if (edit) edit.hash = current > 0 ? (links[current]?.hash ?? "") : "";
  };
  if (links.length === 0) return;
  let waiting = false;
  document.addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true, signal: following.signal },
  );
  mark();
}

/** The settings that belong to this browser and not to the node. */
export function browserSettings(): void {
  for (const name of ["single-keys", "previews"]) {
    const box = document.querySelector<HTMLInputElement>(`[data-${name}]`);
    if (!box) continue;
    box.checked = remembered(name) !== "off";
    box.addEventListener("change", () => remember(name, box.checked ? "on" : "off"));
  }
  const theme = document.querySelector<HTMLSelectElement>("[data-theme-choice]");
  theme?.addEventListener("change", () => useTheme(theme.value));
}

/** The theme of this browser, until another is chosen. */
export function useTheme(theme: string): void {
  remember("theme", theme);
  document.documentElement.dataset.theme = theme;
}
