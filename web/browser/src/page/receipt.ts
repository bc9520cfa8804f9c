// What was just done is said by the page that follows it. A script says it as a toast instead, which
// leaves by itself, and takes it out of the address, so that it is not said again.
import { words } from "../words";
import { showStrip } from "./strips";
import { toast } from "./toast";

export function sayReceipt(): void {
  const receipt = document.querySelector<HTMLFormElement>("form[data-receipt]");
  if (!receipt) return;
  const address = new URL(location.href);
  address.searchParams.delete("done");
  history.replaceState(history.state, "", address);
  if (receipt.classList.contains("stays")) return;
  const sentence = receipt.querySelector("p")?.textContent ?? "";
  const undo = receipt.querySelector("button") ? { label: words.undo, run: () => receipt.submit() } : undefined;
  toast(sentence, undo);
}

/** `data-print` on a button of the menu. */
export function printOnClick(): void {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}

/** Who followed a link to a heading that is gone stands at the top of the page and is told why. */
export function tellMissingHeading(): void {
  if (!document.querySelector("article[data-page]") || location.hash.length < 2) return;
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // Written by hand: it is shown as it is.
  }
  if (document.getElementById(name) || name.startsWith(":~:")) return;
  showStrip(document.querySelector("[data-strips]"), "heading", { text: words.noHeading(name.replace(/-/g, " ")) });
}
