// The screen that stands in for one of which there is no copy: what can be read, and back to where
// the reader wanted to go as soon as the node answers.
import { keptPages, titleOf } from "./copies";

/** As often as a tab asks for its node. */
const LOOK_MILLIS = 3_000;

export async function showKeptPages(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-kept-pages]");
  if (!place) return;
  setInterval(() => void goOnIfTheNodeAnswers(), LOOK_MILLIS);
  document.querySelector("[data-try-again]")?.addEventListener("click", () => location.reload());
  const list = place.querySelector("ul");
  const paths = await keptPages();
  if (!list || paths.length === 0) return;
  list.replaceChildren(...paths.map(entry));
  place.hidden = false;
}

function entry(path: string): HTMLElement {
  const link = document.createElement("a");
  link.href = path;
  link.dir = "auto";
  link.textContent = titleOf(path);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

async function goOnIfTheNodeAnswers(): Promise<void> {
  const answer = await fetch("/-/health").catch(() => null);
  if (answer?.ok && document.visibilityState === "visible") location.reload();
}
