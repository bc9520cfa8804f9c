// What is wider than its place scrolls in a box of its own; whoever has no mouse must be able to
// stand in that box to scroll it, and nobody wants to stop at one that has nothing to scroll.
const BOXES = ".text pre, .text table, .math-drawn-display";

export function focusScrollers(): void {
  const text = document.querySelector("article");
  if (!text || typeof ResizeObserver === "undefined") return;
  const look = () => {
    for (const box of text.querySelectorAll<HTMLElement>(BOXES)) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  new ResizeObserver(look).observe(text);
}
