// Changes the preview only where the page differs, so that pictures do not flicker and the pane stays where it is.
// Blocks that are as before are compared as text and not touched: with all elements of a page of 100 kB compared, the
// slowest of 100 keys took 211 ms of the browser's main thread; with blocks 27 ms (p99; docs/PERFORMANCE.md).
import { Idiomorph } from "idiomorph";

const textOf = (node: Node) => (node instanceof Element ? node.outerHTML : (node.textContent ?? ""));

/** How many of the first (or, from the end, of the last) are equal. */
function equalAtStart(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count++;
  return count;
}

function equalAtEnd(a: readonly string[], b: readonly string[], most: number): number {
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

export class Blocks {
  /** The text of each node as it was given, whatever became of the node since. */
  private shown: string[] = [];

  constructor(private readonly target: HTMLElement) {}

  /** @param html sanitised */
  show(html: string): void {
    const { target, shown } = this;
    const template = document.createElement("template");
    template.innerHTML = html;
    const nodes = [...template.content.childNodes];
    const texts = nodes.map(textOf);
    this.shown = texts;
    if (target.childNodes.length !== shown.length) {
      // Something else stands there, such as the sentence that says that the node is away.
      target.replaceChildren(...nodes);
      return;
    }
    const start = equalAtStart(shown, texts);
    const end = equalAtEnd(shown, texts, Math.min(shown.length, texts.length) - start);
    const old = [...target.childNodes].slice(start, shown.length - end);
    const fresh = nodes.slice(start, texts.length - end);
    const behind = target.childNodes[shown.length - end] ?? null;
    for (const [index, node] of fresh.entries()) {
      const before = old[index];
      if (before instanceof Element && node instanceof Element) Idiomorph.morph(before, node, { morphStyle: "outerHTML" });
      else if (before) before.replaceWith(node);
      else target.insertBefore(node, behind);
    }
    for (const left of old.slice(fresh.length)) left.remove();
  }
}
