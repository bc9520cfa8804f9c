// What a person is told when this tab is back in touch with its node, or its node with others: once,
// calmly, and never as a question that must be answered.
import type { EditorView } from "@codemirror/view";
import type { MergedFrame } from "../live/frames";
import { toast } from "../page/toast";
import { screen, titlePath } from "../page/wiki";
import { words } from "../words";
import { showMerged } from "./merged-lines";
import type { Overlaps } from "./overlaps";
import type { Away } from "./session";

export class Reunion {
  private overlaps: Overlaps | null = null;

  /**
   * @param title of the page, as it is by now
   * @param strips above the text
   */
  constructor(
    private readonly view: EditorView,
    private readonly title: () => string,
    private readonly strips: HTMLElement,
  ) {}

  isBack({ sent, received, before }: Away): void {
    const shows = received > 0 && before !== null;
    toast(words.backInTouch(sent, received), shows ? { label: words.showChanges, run: this.changesSince(before) } : undefined);
  }

  /** What was written while the computers were not in touch is here now. */
  cameTogether({ edits, color, before }: MergedFrame): void {
    showMerged(this.view, color);
    toast(words.merged(edits), { label: words.showChanges, run: this.changesSince(before) });
  }

  async showOverlaps(places: number): Promise<void> {
    if (places === 0 && !this.overlaps) return;
    const { Overlaps } = await import("./overlaps");
    const first = !this.overlaps;
    this.overlaps ??= new Overlaps(this.view, this.title, this.strips);
    await this.overlaps.refresh();
    const wanted = new URLSearchParams(location.search).get("overlap");
    if (first && wanted) this.overlaps.reveal(wanted);
  }

  private changesSince(version: string): string {
    return screen(`diff/${titlePath(this.title())}?from=${encodeURIComponent(version)}`);
  }
}
