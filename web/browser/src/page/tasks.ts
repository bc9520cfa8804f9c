// Boxes of task lists can be ticked while reading: an edit of one character, made by the node. They
// are buttons of a form, which works without this script; with it, the page need not load anew.
import { words } from "../words";
import { noteSeen } from "./seen";
import { toast } from "./toast";

const article = () => document.querySelector<HTMLElement>("article[data-page]");
let ticking: Promise<void> = Promise.resolve();

/** Resolves when what was ticked is told to the node, and what it answered is known here. */
export const ticked = (): Promise<void> => ticking;

export function tickTasks(): void {
  document.getElementById("Tick")?.addEventListener("submit", (event) => {
    const box = event.submitter;
    if (!(box instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const done = box.name === "tick";
    show(box, done);
    // One after the other, in the order in which they were ticked.
    ticking = ticking.then(() => tell(event.target as HTMLFormElement, box, done));
  });
  nameTasks();
}

/** A box is called as what stands beside it. */
export function nameTasks(): void {
  for (const box of article()?.querySelectorAll(".box") ?? []) {
    const name = box.closest("li")?.textContent?.trim().slice(0, 120);
    if (name) box.setAttribute("aria-label", name);
  }
}

function show(box: HTMLButtonElement, done: boolean): void {
  box.setAttribute("aria-checked", String(done));
  box.name = done ? "untick" : "tick";
}

async function tell(form: HTMLFormElement, box: HTMLButtonElement, done: boolean): Promise<void> {
  const body = new URLSearchParams({ version: article()?.dataset.version ?? "", [done ? "tick" : "untick"]: box.value });
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) {
    show(box, !done);
    toast(answer ? words.couldNotTick : words.couldNotTickAway);
    return;
  }
  // This reader's own edit is nothing to be told about, unless others' came with it.
  const version = /"(.*)"/.exec(answer.headers.get("ETag") ?? "")?.[1];
  const read = article();
  if (!version || !read) return;
  read.dataset.version = version;
  read.dataset.digest = answer.headers.get("X-Digest") ?? "";
  const field = form.elements.namedItem("version");
  if (field instanceof HTMLInputElement) field.value = version;
  noteSeen(read);
}
