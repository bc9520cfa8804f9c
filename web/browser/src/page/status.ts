// The dot and the words in the header: how the exchange with peers and with the node stands.
import { announce } from "./announce";
import { hideStrip, showStrip } from "./strips";

export interface Status {
  state: string;
  words: string;
}

export function currentStatus(): Status {
  const link = document.querySelector<HTMLElement>("[data-status]");
  return {
    state: link?.dataset.status ?? "alone",
    words: link?.querySelector("[data-status-words]")?.textContent ?? "",
  };
}

export function showStatus({ state, words }: Status): void {
  const link = document.querySelector<HTMLElement>("[data-status]");
  const text = link?.querySelector("[data-status-words]");
  if (!link || !text) return;
  const changed = text.textContent !== words;
  link.dataset.status = state;
  text.textContent = words;
  if (changed) announce(words);
  tellPhone(state, words);
}

/** A phone's header has no room for the words, and a dot alone is no sign of anything. */
export function tellPhone(state: string, words: string): void {
  const strips = document.querySelector("[data-strips]");
  if (state === "sending" || state === "receiving") showStrip(strips, "status", { text: words, kind: "wait", phoneOnly: true });
  else if (state === "alone") showStrip(strips, "status", { text: words, phoneOnly: true });
  else hideStrip(strips, "status");
}
