// The preview goes where the editor is: between two headings of the source it shows what stands between the same two
// headings of the page. Scrolled by itself, it stays there until the editor is scrolled again.
import type { EditorView } from "@codemirror/view";
import type { Text } from "@codemirror/state";
import { headingsOf } from "./headings";

/** The toolbar and the header cover so much of the window's top, in CSS pixels (styles: --header and 44). */
const COVERED_PIXELS = 100;

/**
 * Where `at` lies between the marks of one side, on the other side.
 *
 * @param from ascending, from the beginning to the end of one side
 * @param to the same marks on the other side
 */
export function between(at: number, from: readonly number[], to: readonly number[]): number {
  const next = from.findIndex((mark) => mark > at);
  if (next === 0) return to[0] ?? 0;
  if (next < 0) return to.at(-1) ?? 0;
  const [a, b] = [from[next - 1]!, from[next]!];
  const [c, d] = [to[next - 1]!, to[next]!];
  return c + ((at - a) / (b - a)) * (d - c);
}

export class ScrollTogether {
  private waiting = false;
  private known: { doc: Text; positions: number[] } | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly pane: HTMLElement,
    private readonly target: HTMLElement,
  ) {
    document.addEventListener("scroll", () => this.soon(), { passive: true });
  }

  private soon(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.follow();
    });
  }

  private follow(): void {
    const { view, pane, target } = this;
    if (pane.offsetParent === null) return;
    const headings = [...target.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const positions = this.positions();
    const top = pane.getBoundingClientRect().top - pane.scrollTop;
    const drawn = headings.length === positions.length ? headings : [];
    const from = [0, ...(drawn.length > 0 ? positions : []).map((position) => view.lineBlockAt(position).top), view.contentHeight];
    const to = [0, ...drawn.map((heading) => heading.getBoundingClientRect().top - top - COVERED_PIXELS / 4), pane.scrollHeight];
    pane.scrollTop = between(COVERED_PIXELS - view.documentTop, from, to);
  }

  private positions(): number[] {
    const { doc } = this.view.state;
    if (this.known?.doc !== doc) this.known = { doc, positions: headingsOf(doc.toString()).map(({ position }) => position) };
    return this.known.positions;
  }
}
