// Files that are pasted, dropped or chosen: a line says how far the upload is, then one edit puts
// the link in its place. That line is drawn, it is not text, so nobody else sees it.
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { api } from "../page/wiki";
import { words } from "../words";

interface Placeholder {
  id: number;
  position: number;
  text: string;
}

const put = StateEffect.define<Placeholder>({ map: (value, changes) => ({ ...value, position: changes.mapPos(value.position) }) });
const take = StateEffect.define<number>();

class Line extends WidgetType {
  constructor(
    readonly id: number,
    readonly text: string,
  ) {
    super();
  }
  override eq(other: Line): boolean {
    return other.id === this.id && other.text === this.text;
  }
  override toDOM(): HTMLElement {
    const line = document.createElement("span");
    line.className = "upload-line";
    line.textContent = `![${this.text}]()`;
    return line;
  }
}

const placeholders = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, { changes, effects }) => {
    lines = lines.map(changes);
    for (const effect of effects) {
      const id = effect.is(put) ? effect.value.id : effect.is(take) ? effect.value : null;
      if (id === null) continue;
      const position = positionOf(lines, id) ?? (effect.is(put) ? effect.value.position : 0);
      lines = lines.update({ filter: (_from, _to, { spec }) => (spec.widget as Line).id !== id });
      if (!effect.is(put)) continue;
      const widget = new Line(id, effect.value.text);
      lines = lines.update({ add: [Decoration.widget({ widget, side: 1 }).range(position)] });
    }
    return lines;
  },
  provide: (self) => EditorView.decorations.from(self),
});

function positionOf(lines: DecorationSet, id: number): number | null {
  for (const cursor = lines.iter(); cursor.value; cursor.next()) {
    if ((cursor.value.spec.widget as Line).id === id) return cursor.from;
  }
  return null;
}

/** A name that can stand in `![[name]]` and that this text does not use yet. */
export function freeName(name: string, text: string): string {
  const plain = name.replace(/[[\]|#\n\r/\\]/g, "-").trim() || "file";
  const dot = plain.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? plain : `${stem}-${number}${ending}`;
    if (!text.includes(`[[${candidate}]]`)) return candidate;
  }
}

export class Uploads {
  private next = 0;

  /**
   * @param page id of the page, or null while it is not made
   * @param made the same, as soon as it is made
   * @param failed says a sentence that stays
   */
  constructor(
    private readonly view: EditorView,
    private readonly page: () => string | null,
    private readonly made: () => Promise<string>,
    private readonly bytesMax: number,
    private readonly failed: (sentence: string) => void,
  ) {}

  static extension(files: (files: File[], position: number) => void): Extension {
    const from = (data: DataTransfer | null) => [...(data?.files ?? [])];
    return [
      placeholders,
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const pasted = from(event.clipboardData);
          if (pasted.length === 0 || event.clipboardData?.getData("text/plain")) return false;
          files(pasted, view.state.selection.main.head);
          return true;
        },
        drop: (event, view) => {
          const dropped = from(event.dataTransfer);
          if (dropped.length === 0) return false;
          event.preventDefault();
          files(dropped, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length);
          return true;
        },
      }),
    ];
  }

  add(files: File[], position: number): void {
    for (const file of files) void this.upload(file, position);
  }

  private async upload(file: File, position: number): Promise<void> {
    if (file.size > this.bytesMax) {
      const megabytes = Math.floor(this.bytesMax / 1_000_000);
      this.failed(words.uploadFailed(file.name, words.fileTooLarge(megabytes)));
      return;
    }
    const id = this.next++;
    const name = freeName(file.name, this.view.state.doc.toString());
    const show = (text: string) => this.view.dispatch({ effects: put.of({ id, position, text }) });
    show(words.uploading(name, 0));
    try {
      const page = this.page();
      await send(address(name, page), file, (percent) => show(words.uploading(name, percent)));
      const at = positionOf(this.view.state.field(placeholders), id) ?? this.view.state.doc.length;
      const insert = `![[${name}]]`;
      this.view.dispatch({ changes: { from: at, insert }, effects: take.of(id), userEvent: "input.paste" });
      // A page that was not made yet could not note that it uses the file; this edit makes it.
      if (page === null) await send(address(name, await this.made()), file, () => undefined);
    } catch (error) {
      this.view.dispatch({ effects: take.of(id) });
      this.failed(words.uploadFailed(name, error instanceof Error ? error.message : words.nodeAway));
    }
  }
}

const address = (name: string, page: string | null) =>
  api(`files?name=${encodeURIComponent(name)}${page === null ? "" : `&page=${encodeURIComponent(page)}`}`);

/** XMLHttpRequest, because fetch does not say how far an upload is. */
function send(path: string, file: File, progress: (percent: number) => void): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? Math.floor((100 * loaded) / total) : 0));
    request.addEventListener("load", () => {
      if (request.status < 300) done();
      else fail(new Error(reason(request.responseText)));
    });
    request.addEventListener("error", () => fail(new Error(words.nodeAway)));
    request.send(file);
  });
}

function reason(problem: string): string {
  try {
    const { detail, title } = JSON.parse(problem) as { detail?: string; title?: string };
    return detail ?? title ?? words.nodeAway;
  } catch {
    return words.nodeAway; // No problem+json, so it was not our node that answered.
  }
}
