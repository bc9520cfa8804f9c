// The history screen: arrow keys move in the list of sessions, and what one did is put beside it.
// Loaded on screens that show differences only.
import { announce } from "./announce";

/** How long a key may be held before the session it rests on is fetched, in milliseconds. (Guess.) */
const REST_MILLIS = 120;

const sessions = document.querySelector<HTMLElement>("[data-sessions]");
const shown = document.querySelector<HTMLElement>("[data-shown]");
let asked: AbortController | undefined;

const links = () => [...(sessions?.querySelectorAll<HTMLAnchorElement>("ol:not(.named) a") ?? [])];

async function show(link: HTMLAnchorElement): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  links().forEach((each) => {
    if (each === link) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  });
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" }, signal });
    const screen = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = screen.querySelector("[data-shown]");
    if (!answer.ok || !part || signal.aborted) throw new Error("not shown");
    shown?.replaceChildren(...part.childNodes);
    history.replaceState(null, "", link.href);
    announce(shown?.querySelector("[data-shown-title]")?.textContent?.trim() ?? "");
  } catch (error) {
    if (!signal.aborted) location.assign(link.href);
  }
}

let resting: ReturnType<typeof setTimeout> | undefined;

function move(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = links();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  const places: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  };
  const to = all[places[event.key] ?? -1];
  if (!(event.key in places)) return;
  event.preventDefault();
  if (!to || to === all[at]) return;
  to.focus();
  clearTimeout(resting);
  resting = setTimeout(() => void show(to), REST_MILLIS);
}

export function startHistory(): void {
  sessions?.addEventListener("keydown", move);
  // Said once they work, to who uses a screen reader: this file comes after the screen.
  sessions?.setAttribute("aria-keyshortcuts", ["ArrowDown", "ArrowUp", "Home", "End"].join(" "));
  sessions?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("ol:not(.named) a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void show(link);
  });
  sessions?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
