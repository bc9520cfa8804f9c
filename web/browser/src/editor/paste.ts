// Pasting what is more than words: an address over a selection makes a link, HTML becomes Markdown.
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { isVerbatim } from "../completion/place";
import { toast } from "../page/toast";
import { words } from "../words";

/** Longer HTML is pasted as its words, in UTF-16 units. (Guess: a long page of a browser has a tenth.) */
const HTML_CHARS_MAX = 2_000_000;

const ADDRESS = /^https?:\/\/[^\s<>]+$/i;

/** Only HTML that says more than its words is worth a conversion. */
const SAYS_MORE = "a[href], b, strong, em, i, del, s, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, code, img, hr";

/** Editors of code mark what they copy: their HTML is only colours. */
const OF_CODE = ["vscode-editor-data", "application/x-codemirror"];

interface Pasted {
  from: number;
  to: number;
}

const pastedEffect = StateEffect.define<Pasted | null>();

/** Where the Markdown of the last paste stands now. */
const pasted = StateField.define<Pasted | null>({
  create: () => null,
  update: (range, { changes, effects }) => {
    let now = range && { from: changes.mapPos(range.from, 1), to: changes.mapPos(range.to, -1) };
    for (const effect of effects) if (effect.is(pastedEffect)) now = effect.value;
    return now;
  },
});

/** `[words](address)`; brackets among the words are escaped. */
export function linkOver(selected: string, address: string): string {
  const target = /[()]/.test(address) ? `<${address}>` : address;
  return `[${selected.replace(/[\[\]]/g, "\\$&")}](${target})`;
}

export function richPaste(): Extension {
  return [
    pasted,
    EditorView.domEventHandlers({
      paste: (event, view) => {
        const data = event.clipboardData;
        if (!data || view.state.readOnly) return false;
        const text = data.getData("text/plain");
        return pasteAddress(view, text.trim()) || pasteHtml(view, data, text);
      },
    }),
  ];
}

function pasteAddress(view: EditorView, address: string): boolean {
  const { from, to, empty } = view.state.selection.main;
  const selected = view.state.sliceDoc(from, to);
  if (empty || !ADDRESS.test(address) || ADDRESS.test(selected) || selected.includes("\n") || isVerbatim(view.state, from)) return false;
  const insert = linkOver(selected, address);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.paste" });
  return true;
}

function pasteHtml(view: EditorView, data: DataTransfer, text: string): boolean {
  const html = data.getData("text/html");
  if (html === "" || html.length > HTML_CHARS_MAX || OF_CODE.some((type) => data.types.includes(type))) return false;
  if (isVerbatim(view.state, view.state.selection.main.from)) return false;
  const body = parsed(html);
  if (!body.querySelector(SAYS_MORE)) return false;
  void insertMarkdown(view, body, text);
  return true;
}

/**
 * The elements, in a document that runs and loads nothing. Styles and handlers are given other names first: the content
 * policy would note each of them as an attempt.
 */
function parsed(html: string): HTMLElement {
  const quiet = html.replace(/<[^>]*>/g, (tag) => tag.replace(/\s(style|on\w+)(?=\s*=)/gi, " data-$1"));
  return new DOMParser().parseFromString(quiet, "text/html").body;
}

async function insertMarkdown(view: EditorView, body: HTMLElement, text: string): Promise<void> {
  let markdown: string;
  try {
    markdown = (await import("./html-to-markdown")).htmlToMarkdown(body);
  } catch {
    markdown = text; // The node is away and the script was never needed before: the words come at least.
  }
  if (markdown === "") markdown = text;
  const { from, to } = view.state.selection.main;
  const before = view.state.doc.length;
  view.dispatch({
    changes: { from, to, insert: markdown },
    selection: { anchor: from + markdown.length },
    effects: pastedEffect.of({ from, to: from + markdown.length }),
    scrollIntoView: true,
    userEvent: "input.paste",
  });
  const whole = view.state.doc.length === before - (to - from) + markdown.length;
  if (whole && markdown !== text) {
    toast(words.pastedAsMarkdown, { label: words.pasteAsText, run: () => asText(view, text) });
  }
}

function asText(view: EditorView, text: string): void {
  const range = view.state.field(pasted);
  if (!range || range.from > range.to) return;
  const insert = text.replace(/\r\n?/g, "\n");
  view.dispatch({
    changes: { ...range, insert },
    selection: { anchor: range.from + insert.length },
    effects: pastedEffect.of(null),
    userEvent: "input.paste",
  });
  view.focus();
}
