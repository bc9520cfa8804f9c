// A picture that cannot be shown says so in its own place, with its name.
import { decoded } from "./decoded";
import { words } from "../words";

function tell(image: HTMLImageElement): void {
  if (image.classList.contains("broken")) return;
  const name = image.alt || decoded(image.src.split("/").at(-1) ?? "");
  image.classList.add("broken");
  image.alt = words.brokenImage(name);
}

/** Watches the pictures that are in the element now or come into it later. */
export function tellBrokenImages(root: HTMLElement): void {
  root.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && tell(target), { capture: true });
  tellThoseBroken(root);
}

/** For pictures that failed before anybody listened, or whose words were taken away again. */
export function tellThoseBroken(root: HTMLElement): void {
  for (const image of root.querySelectorAll("img")) if (image.complete && image.naturalWidth === 0 && image.src) tell(image);
}
