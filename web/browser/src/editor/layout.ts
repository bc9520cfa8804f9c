// Write, Split, Focus.
import { remember, remembered } from "../page/remembered";

const LAYOUTS = ["write", "split", "focus"] as const;
type Layout = (typeof LAYOUTS)[number];

/** From here on text and preview fit beside each other: 1100 px at the usual size of text (screens, section 3). */
const FITS_BOTH = "(min-width: 68.75em)";

export class Layouts {
  constructor(
    private readonly editor: HTMLElement,
    private readonly changed: () => void,
  ) {
    const wide = matchMedia(FITS_BOTH).matches;
    const chosen = LAYOUTS.find((layout) => layout === remembered("layout"));
    this.use(wide ? (chosen ?? "split") : "write");
    editor.querySelector("[data-layouts]")?.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-layout]") : null;
      const layout = LAYOUTS.find((each) => each === button?.dataset.layout);
      if (layout) this.choose(layout);
    });
  }

  cycle(): void {
    const at = LAYOUTS.findIndex((layout) => layout === this.editor.dataset.layout);
    this.choose(LAYOUTS[(at + 1) % LAYOUTS.length]!);
  }

  private choose(layout: Layout): void {
    remember("layout", layout);
    this.use(layout);
  }

  private use(layout: Layout): void {
    this.editor.dataset.layout = layout;
    for (const button of this.editor.querySelectorAll<HTMLElement>("[data-layouts] [data-layout]")) {
      button.setAttribute("aria-pressed", String(button.dataset.layout === layout));
    }
    this.changed();
  }
}
