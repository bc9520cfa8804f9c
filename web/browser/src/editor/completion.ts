// Completion of page names after `[[`: the node suggests, the last row makes a new page.
import {
  autocompletion,
  completionStatus,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { api } from "../page/wiki";
import { askNode, askUntilIndexed, type Answer } from "../palette/asking";
import { recentTitles } from "../palette/recent";
import { canBeTitle, folded, matchIn, rankTitles } from "../palette/rank";
import { words } from "../words";
import { headingsOf } from "./headings";

const ROWS_MAX = 8;

/** What stands between `[[` and the cursor. */
const typedLink = /!?\[\[([^\[\]\n|]*)$/;

/** Takes the place of what was typed, and closes the link unless it is closed already. */
const link = (view: EditorView, text: string, from: number, to: number) => {
  const closed = view.state.sliceDoc(to, to + 2) === "]]";
  view.dispatch({
    changes: { from, to, insert: closed ? text : `${text}]]` },
    selection: { anchor: from + text.length + 2 },
    userEvent: "input.complete",
  });
};

const option = (title: string, label = title, detail = ""): Completion => ({
  label,
  detail,
  apply: (view, _completion, from, to) => link(view, title, from, to),
});

/** What stands between `[[` and the cursor now, or null. */
function typedNow(view: EditorView): string | null {
  const { head, empty } = view.state.selection.main;
  return empty ? (typedLink.exec(view.state.sliceDoc(view.state.doc.lineAt(head).from, head))?.[1] ?? null) : null;
}

/**
 * Titles from the node. When a later answer of an index that was behind knows more, the list that
 * is open is made anew with it.
 */
class Suggested {
  private asking: AbortController | null = null;
  private later: { typed: string; titles: string[] } | null = null;

  async titles(typed: string, view: EditorView | undefined): Promise<string[]> {
    const { later } = this;
    this.later = null;
    if (later?.typed === typed) return later.titles;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const ask = () => askNode<Answer & { titles: string[] }>(api(`suggest?q=${encodeURIComponent(typed)}`), signal);
    return new Promise((answer) => {
      let known: string[] | null = null;
      signal.addEventListener("abort", () => answer([]));
      void askUntilIndexed(ask, signal, (found) => {
        const titles = found?.titles ?? [];
        if (known === null) answer(titles);
        else if (view && titles.join("\n") !== known.join("\n")) this.tellLater(typed, titles, view);
        known = titles;
      });
    });
  }

  private tellLater(typed: string, titles: string[], view: EditorView): void {
    if (completionStatus(view.state) === null || typedNow(view) !== typed) return;
    this.later = { typed, titles };
    startCompletion(view);
  }
}

const suggested = new Suggested();

async function pages(typed: string, from: number, context: CompletionContext): Promise<CompletionResult | null> {
  const found = await suggested.titles(typed, context.view);
  if (context.aborted) return null;
  const known = typed.trim() === "" ? [...recentTitles(), ...found] : rankTitles(typed, [...recentTitles(), ...found], recentTitles());
  const options = [...new Set(known)].slice(0, ROWS_MAX).map((title) => option(title));
  const exists = known.some((title) => folded(title) === folded(typed));
  if (canBeTitle(typed) && !exists) options.push(option(typed.trim(), words.createPage(typed.trim()), words.shiftEnter));
  const getMatch = ({ label }: Completion) => matchIn(typed, label) ?? [];
  return options.length > 0 ? { from, options, filter: false, getMatch } : null;
}

async function headings(title: string, typed: string, from: number, context: CompletionContext): Promise<CompletionResult | null> {
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  const page = await askNode<{ text: string }>(api(`pages/${encodeURIComponent(title)}`), stop.signal);
  if (!page) return null;
  const options = headingsOf(page.text)
    .filter(({ text }) => folded(text).includes(folded(typed)))
    .slice(0, ROWS_MAX)
    .map(({ text }) => option(text));
  return context.aborted || options.length === 0 ? null : { from, options, filter: false };
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const before = context.matchBefore(typedLink);
  const typed = before && typedLink.exec(before.text)?.[1];
  if (typed === undefined || typed === null) return null;
  const hash = typed.indexOf("#");
  if (hash > 0) return headings(typed.slice(0, hash), typed.slice(hash + 1), context.pos - typed.length + hash + 1, context);
  return pages(typed, context.pos - typed.length, context);
}

/** Shift Enter links exactly what was typed, whatever row is highlighted. */
function linkAsTyped(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const typed = typedNow(view);
  if (completionStatus(view.state) === null || !typed || !canBeTitle(typed)) return false;
  link(view, typed.trim(), head - typed.length, head);
  return true;
}

export function linkCompletion(): Extension {
  return [
    autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 40, maxRenderedOptions: ROWS_MAX + 1 }),
    Prec.highest(keymap.of([{ key: "Shift-Enter", run: linkAsTyped }])),
    // The pop-up opens by itself after letters; after the second bracket it must be asked to.
    EditorView.updateListener.of(({ view, transactions, docChanged }) => {
      if (!docChanged || !transactions.some((each) => each.isUserEvent("input.type"))) return;
      const { head } = view.state.selection.main;
      if (view.state.sliceDoc(Math.max(0, head - 2), head) === "[[") startCompletion(view);
    }),
  ];
}
