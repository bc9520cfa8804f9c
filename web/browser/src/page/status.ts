// The dot and the words in the header: how the exchange with peers and with the node stands.
import { announce } from "./announce";
import { words as said } from "../words";
import { hideStrip, showStrip } from "./strips";

export interface Status {
  state: string;
  words: string;
  /** On how many other computers the edits are, and for whom some wait. */
  details?: string;
}

export function currentStatus(): Status {
  const link = document.querySelector<HTMLElement>("[data-status]");
  return {
    state: link?.dataset.status ?? "alone",
    words: link?.querySelector("[data-status-words]")?.textContent ?? "",
    details: link?.title ?? "",
  };
}

/** What is on its way for less than this is nothing to be told about (screens, section 5). */
const UNDER_WAY_MILLIS = 2_000;

let underWay: { status: Status; timer: number } | null = null;

/** Edits on their way are named when they are so for a while; everything else at once. */
export function showStatus(status: Status): void {
  const moving = ({ state }: Status) => state === "sending" || state === "receiving";
  if (moving(status) && !moving(currentStatus())) {
    const timer = underWay?.timer ?? window.setTimeout(() => underWay && showNow(underWay.status), UNDER_WAY_MILLIS);
    underWay = { status, timer };
  } else showNow(status);
}

function showNow(status: Status): void {
  clearTimeout(underWay?.timer);
  underWay = null;
  drawStatus(status);
}

function drawStatus({ state, words, details = "" }: Status): void {
  const link = document.querySelector<HTMLElement>("[data-status]");
  const text = link?.querySelector("[data-status-words]");
  if (!link || !text) return;
  const changed = text.textContent !== words;
  const out = state === "out" && link.dataset.status !== "out";
  link.dataset.status = state;
  text.textContent = words;
  link.title = details;
  if (changed) announce(words);
  tellPhone(state, words);
  // A screen that is opened afterwards says more itself.
  if (out) showStrip(document.querySelector("[data-strips]"), "status", { text: words, actions: [{ label: said.whatItMeans, run: (link as HTMLAnchorElement).href }] });
}

/** A phone's header has no room for the words, and a dot alone is no sign of anything. */
export function tellPhone(state: string, words: string): void {
  const strips = document.querySelector("[data-strips]");
  if (state === "sending" || state === "receiving") showStrip(strips, "status", { text: words, kind: "wait", phoneOnly: true });
  else if (state === "alone") showStrip(strips, "status", { text: words, phoneOnly: true });
  else if (state !== "out") hideStrip(strips, "status");
}
