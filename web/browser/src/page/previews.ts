// Previews of linked pages: a mouse that rests on a link, or Alt P on a focused one, shows how the
// page begins. What draws them is a script of its own, loaded with the first one.
import { remembered } from "./remembered";

/** A mouse that only passes over a link asks for nothing (screens, section 4.1). */
const REST_MILLIS = 500;

const LINKS = "article a.link, article a.other-wiki, .backlinks a";

export const previewsWanted = (): boolean => remembered("previews") !== "off";

export function previewLinks(): void {
  let timer: number | undefined;
  const linkAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
  document.addEventListener("pointerover", (event) => {
    const link = linkAt(event.target);
    // A finger has nothing to rest on a link with.
    if (!link || event.pointerType !== "mouse" || !previewsWanted()) return;
    clearTimeout(timer);
    const { clientX, clientY } = event;
    timer = window.setTimeout(() => void show(link, { x: clientX, y: clientY }), REST_MILLIS);
    link.addEventListener("pointerleave", () => clearTimeout(timer), { once: true });
  });
  for (const other of ["pointerdown", "keydown"]) document.addEventListener(other, () => clearTimeout(timer));
  document.addEventListener("keydown", (event) => {
    const link = linkAt(document.activeElement);
    if (!link || !event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyP") return;
    event.preventDefault();
    void show(link, null);
  });
}

async function show(link: HTMLAnchorElement, pointer: { x: number; y: number } | null): Promise<void> {
  const { showPreview } = await import("../preview/preview");
  await showPreview(link, pointer);
}
