// What was just done is said by the page that follows it. A script says it as a toast instead, which
// leaves by itself, and takes it out of the address, so that it is not said again.
import { words } from "../words";
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
