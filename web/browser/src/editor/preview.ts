// The page beside its source, rendered by the node: the same HTML that readers get.
import { tellBrokenImages, tellThoseBroken } from "../page/broken-images";
import { words } from "../words";
import { drawFormulas } from "../page/drawn";
import { screen } from "../page/wiki";
import { Blocks } from "./preview-blocks";

/** Typing is followed after this pause, in milliseconds. (Guess: below it the page would flicker.) */
const PAUSE_MILLIS = 180;

export class Preview {
  private timer: number | undefined;
  private asking: AbortController | null = null;
  private shown: string | null = null;
  private stale = true;
  private readonly blocks: Blocks;

  /**
   * @param pane what scrolls
   * @param target what holds the rendered text
   * @param source the Markdown now
   * @param title of the page, for what links are relative to
   */
  constructor(
    private readonly pane: HTMLElement,
    private readonly target: HTMLElement,
    private readonly source: () => string,
    private readonly title: () => string,
  ) {
    this.blocks = new Blocks(target);
    tellBrokenImages(target);
  }

  /** The text changed, or the pane came into view. */
  changed(): void {
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.render(), PAUSE_MILLIS);
  }

  private async render(): Promise<void> {
    if (!this.stale || this.pane.offsetParent === null) return;
    this.stale = false;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const source = this.source();
    const answer = await fetch(screen(`preview?title=${encodeURIComponent(this.title())}`), {
      method: "POST",
      headers: { "Content-Type": "text/plain;charset=utf-8", Accept: "text/html" },
      body: source,
      signal: asking.signal,
    }).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => null) : null;
    if (asking.signal.aborted) return;
    if (html === null) this.away();
    else this.show(html);
  }

  private show(html: string): void {
    if (html === this.shown) return;
    // Sanitised by the node; the content policy lets nothing in it run.
    this.blocks.show(html);
    this.shown = html;
    tellThoseBroken(this.target);
    drawFormulas(this.target);
  }

  private away(): void {
    this.stale = true;
    if (this.target.querySelector(".away")) return;
    const sentence = document.createElement("p");
    sentence.className = "away";
    sentence.textContent = words.previewAway;
    this.target.prepend(sentence);
    this.shown = null;
  }
}
