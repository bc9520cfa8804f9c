// Carries out what the key map says. The palette is a script of its own, loaded when first used.
import { KeyMap, keyOf, type KeyAction } from "./keys";
import { remembered } from "./remembered";
import { homePath, screen, wiki } from "./wiki";

/** What is typed while the palette is fetched is meant for it; else letters would lead elsewhere. */
let typedAhead: string | null = null;

export function openPalette(query = ""): void {
  if (!wiki) return;
  typedAhead ??= "";
  void import("../palette/palette")
    .then(({ showPalette }) => showPalette(query + (typedAhead ?? "")))
    .finally(() => (typedAhead = null));
}

const follow = (key: string) => document.querySelector<HTMLAnchorElement>(`[data-key=${key}]`)?.click();

function go(path: string): void {
  if (wiki) location.assign(path);
}

let change: HTMLElement | undefined;

/** Of a rendered page those that have a number, of its source each first line of a change. */
function changes(): HTMLElement[] {
  const marked = [...document.querySelectorAll<HTMLElement>("[data-diff] [id^=Change-]")];
  if (marked.length > 0) return marked;
  return [...document.querySelectorAll<HTMLElement>("[data-diff] > ins, [data-diff] > del")].filter(
    (line) => !(line.previousElementSibling?.matches("ins, del") ?? false),
  );
}

function stepChange(by: number): void {
  const all = changes();
  if (all.length === 0) return;
  const at = change ? all.indexOf(change) : -1;
  change = all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length];
  // The focus goes along, so that a screen reader says it.
  change!.tabIndex = -1;
  change!.focus({ preventScroll: true });
  change!.scrollIntoView({ block: "center" });
}

const ACTIONS: Record<KeyAction, () => void> = {
  palette: () => openPalette(),
  commands: () => openPalette(">"),
  edit: () => follow("edit"),
  history: () => follow("history"),
  links: () => follow("links"),
  new: () => go(screen("edit/")),
  help: () => location.assign("/-/help"),
  home: () => go(homePath),
  changes: () => go(screen("changes")),
  pages: () => go(screen("pages")),
  wanted: () => go(screen("wanted")),
  map: () => go(screen("map")),
  sync: () => go(screen("sync")),
  previousChange: () => stepChange(-1),
  nextChange: () => stepChange(1),
};

/** Keys everywhere, and clicks on what looks like the search field. */
export function listenForShortcuts(): void {
  // Somebody about to write must not be led away by a letter.
  const reading = document.querySelector("[data-editor]") === null;
  const map = new KeyMap(() => reading && remembered("single-keys") !== "off");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (typedAhead !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      typedAhead += event.key;
      event.preventDefault();
      return;
    }
    const action = map.action(keyOf(event), event.timeStamp);
    if (!action) return;
    event.preventDefault();
    ACTIONS[action]();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-palette]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    openPalette();
  });
}
