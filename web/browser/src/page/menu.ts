// The "more" menu is a <details>: it works without this script, which only closes it again.
export function closeMenusOnLeave(): void {
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll(null);
  });
  document.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && closeAll(relatedTarget));
  // It covers what stands beside a page, half a line at its edge: nothing there is pressed by mistake.
  document.addEventListener("toggle", () => document.querySelector(".side")?.toggleAttribute("inert", openMenu() !== null), true);
}

const openMenu = () => document.querySelector("[data-menu][open]");

function closeAll(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("[data-menu][open]")) {
    if (except instanceof Node && menu.contains(except)) continue;
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  }
}
