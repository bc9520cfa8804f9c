// Places where two people changed the same sentence while apart: marked in the margin until somebody
// ticks them off. Loaded only on a page that has such places.
import { undo } from "@codemirror/commands";
import { ChangeSet, StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { hideStrip, showStrip } from "../page/strips";
import { toast } from "../page/toast";
import { api } from "../page/wiki";
import { words } from "../words";
import { closeOverlap, openOverlap, type Side } from "./overlap-popover";

/** As the API tells of it; `from` and `to` are of a text that may be older than the editor's. */
interface Overlap {
  id: string;
  from: number;
  to: number;
  now: string;
  before: string;
  sides: Side[];
}

interface Placed {
  overlap: Overlap;
  from: number;
  to: number;
  /** The place in the text that was looked at, and everything that was typed since. */
  seen: { from: number; to: number; length: number };
  since: ChangeSet | null;
}

const STRIP = "overlaps";

const place = StateEffect.define<readonly Placed[]>();

class MarginMark extends WidgetType {
  constructor(
    private readonly id: string,
    private readonly open: (id: string, at: HTMLElement) => void,
  ) {
    super();
  }

  override eq(other: MarginMark): boolean {
    return other.id === this.id;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = "overlap-mark";
    mark.dataset.overlap = this.id;
    mark.title = words.overlap;
    mark.setAttribute("aria-label", words.overlap);
    mark.addEventListener("mousedown", (event) => event.preventDefault());
    mark.addEventListener("click", () => this.open(this.id, mark));
    return mark;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

export class Overlaps {
  private readonly field: StateField<readonly Placed[]>;
  private asked = 0;
  private opened: string | null = null;

  /**
   * @param title of the page, as it is by now
   * @param strips above the text
   */
  constructor(
    private readonly view: EditorView,
    private readonly title: () => string,
    private readonly strips: HTMLElement,
  ) {
    this.field = StateField.define<readonly Placed[]>({
      create: () => [],
      update: (placed, { changes, docChanged, effects }) => {
        if (docChanged) {
          placed = placed.map((each) => ({
            ...each,
            from: changes.mapPos(each.from, -1),
            to: changes.mapPos(each.to, 1),
            since: each.since?.compose(changes) ?? changes,
          }));
        }
        for (const effect of effects) if (effect.is(place)) placed = effect.value;
        return placed;
      },
      provide: (self) => EditorView.decorations.compute([self], (state) => this.draw(state.field(self), state.doc.length)),
    });
    view.dispatch({ effects: StateEffect.appendConfig.of(this.field as Extension) });
  }

  /** Asks the node which places there are now, and shows them. */
  async refresh(): Promise<void> {
    const asked = ++this.asked;
    const answer = await fetch(this.address()).catch(() => null);
    if (!answer?.ok || asked !== this.asked) return;
    const { overlaps } = (await answer.json()) as { overlaps: Overlap[] };
    const text = this.view.state.doc.toString();
    const now = overlaps.flatMap((overlap) => placed(overlap, text));
    // What is being looked at stays what it was, so that what others type meanwhile is known to be new.
    this.show(now.map((each) => (each.overlap.id === this.opened && this.find(this.opened)) || each));
  }

  /** Opens the place of this id, if it is there. */
  reveal(id: string): void {
    if (this.find(id)) this.open(id);
  }

  private get placed(): readonly Placed[] {
    return this.view.state.field(this.field);
  }

  private find(id: string): Placed | undefined {
    return this.placed.find(({ overlap }) => overlap.id === id);
  }

  private address(id = ""): string {
    return api(`pages/${encodeURIComponent(this.title())}/overlaps${id && `/${id}`}`);
  }

  private show(all: readonly Placed[]): void {
    this.view.dispatch({ effects: place.of(all) });
    const first = all[0];
    if (!first) {
      hideStrip(this.strips, STRIP);
      return;
    }
    const actions = [{ label: words.showOverlap, run: () => this.open((this.placed[0] ?? first).overlap.id) }];
    showStrip(this.strips, STRIP, { text: words.overlaps(all.length), actions });
  }

  private draw(all: readonly Placed[], length: number): DecorationSet {
    const ranges: Range<Decoration>[] = [];
    for (const { overlap, from, to } of all) {
      const at = Math.min(from, length);
      const widget = new MarginMark(overlap.id, (id) => this.open(id));
      ranges.push(Decoration.widget({ widget, side: -1 }).range(at));
      if (at < to) ranges.push(Decoration.mark({ class: "overlap-text" }).range(at, Math.min(to, length)));
    }
    return Decoration.set(ranges, true);
  }

  private open(id: string): void {
    const found = this.find(id);
    if (!found) return;
    const { view } = this;
    this.opened = id;
    view.dispatch({ effects: EditorView.scrollIntoView(found.from, { y: "center" }) });
    view.requestMeasure({
      read: () => view.coordsAtPos(found.from),
      write: (at) =>
        openOverlap(found.overlap, at, {
          keep: (side) => void this.keep(id, side),
          closed: () => {
            this.opened = null;
            view.focus();
          },
        }),
    });
  }

  /** The text is an ordinary edit of this tab; then the place is ticked off for everybody. */
  private async keep(id: string, side: Side | null): Promise<void> {
    const found = this.find(id);
    if (!found) return;
    const { view } = this;
    const { from, to } = found;
    if (side && view.state.sliceDoc(from, to) !== side.text) {
      const { seen, since } = found;
      const looked = ChangeSet.of({ from: seen.from, to: seen.to, insert: side.text }, seen.length);
      // What others typed into the place meanwhile stays.
      view.dispatch({ changes: since ? looked.map(since) : looked, selection: { anchor: from }, userEvent: "input.overlap" });
    }
    this.opened = null;
    closeOverlap();
    view.focus();
    this.show(this.placed.filter(({ overlap }) => overlap.id !== id));
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ keep: "both" });
    const answer = await fetch(this.address(id), { method: "POST", headers, body }).catch(() => null);
    // Not found: somebody else was faster, or nothing is left of the place.
    if (answer?.ok || answer?.status === 404) {
      toast(words.kept, side ? { label: words.undo, run: () => void undo(view) } : undefined);
    } else {
      toast(words.couldNotTickOff);
      this.show([...this.placed, at(found.overlap, from, from + (side ? side.text.length : to - from), view.state.doc.length)]);
    }
  }
}

/** Where the editor has what the node speaks of: the nearest place that reads the same. */
function placed(overlap: Overlap, text: string): Placed[] {
  const { from, to, now } = overlap;
  if (now === "") return [at(overlap, Math.min(from, text.length), Math.min(to, text.length), text.length)];
  const behind = text.indexOf(now, from);
  const before = text.lastIndexOf(now, from);
  if (behind < 0 && before < 0) return [];
  const nearest = behind < 0 || (before >= 0 && from - before < behind - from) ? before : behind;
  return [at(overlap, nearest, nearest + now.length, text.length)];
}

function at(overlap: Overlap, from: number, to: number, length: number): Placed {
  return { overlap, from, to, seen: { from, to, length }, since: null };
}
