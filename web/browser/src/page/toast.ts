// One short sentence at the bottom, gone after six seconds unless somebody points at it. Never for
// an error that needs action.
import { button, type Action } from "./strips";

const SHOWN_MILLIS = 6_000;

let current: HTMLElement | null = null;

export function toast(text: string, action?: Action): void {
  current?.remove();
  const element = document.createElement("div");
  element.className = "toast";
  element.setAttribute("role", "status");
  const sentence = document.createElement("span");
  sentence.textContent = text;
  element.append(sentence);
  if (action) element.append(button(action));
  // First in the document, so that whoever has no mouse comes to it at once, and it stays while the focus is there.
  document.querySelector(".skip")?.after(element);
  current = element;
  let timer = leaveLater(element);
  for (const stay of ["mouseenter", "focusin"]) element.addEventListener(stay, () => clearTimeout(timer));
  for (const go of ["mouseleave", "focusout"]) {
    element.addEventListener(go, () => {
      clearTimeout(timer);
      timer = leaveLater(element);
    });
  }
}

function leaveLater(element: HTMLElement): number {
  return window.setTimeout(() => element.remove(), SHOWN_MILLIS);
}
