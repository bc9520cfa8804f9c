// Each line of the source runs in the direction of its own words, as each block of the page does.
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { RangeSetBuilder, type Extension } from "@codemirror/state";

const ownDirection = Decoration.line({ attributes: { dir: "auto" } });

/** Lines that are drawn; whoever scrolls gets the others. */
function directed(view: EditorView): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>();
  let last = -1;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (line.from > last) lines.add(line.from, line.from, ownDirection);
      last = line.from;
      at = line.to + 1;
    }
  }
  return lines.finish();
}

class Directions {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = directed(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged) this.decorations = directed(update.view);
  }
}

export function linesInTheirDirection(): Extension {
  return [
    EditorView.perLineTextDirection.of(true),
    ViewPlugin.fromClass(Directions, { decorations: ({ decorations }) => decorations }),
  ];
}
