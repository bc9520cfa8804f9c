// The "more" menu is a <details>: it works without this script, which only closes it again.
export function closeMenusOnLeave(): void {
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll(null);
  });
}

function closeAll(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("[data-menu][open]")) {
    if (except instanceof Node && menu.contains(except)) continue;
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  }
}
