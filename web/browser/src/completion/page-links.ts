// Completion inside `[[`: pages, the headings of one after `#`, what to call it after `|`. The last
// row of pages makes a new one.
import { completionStatus, startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { headingsOf } from "../editor/headings";
import { api } from "../page/wiki";
import { askNode, askUntilIndexed, type Answer } from "../palette/asking";
import { canBeTitle, folded, matchIn, rankTitles } from "../palette/rank";
import { recentTitles } from "../palette/recent";
import { words } from "../words";
import { isOpen } from "./dismissed";

const ROWS_MAX = 8;

/** What stands between `[[` and the cursor: what is linked, and the label if there is a bar. */
const typedLink = /\[\[([^\[\]\n|]*)(?:\|([^\[\]\n|]*))?$/;

interface Typed {
  target: string;
  /** Null while no bar was typed. */
  label: string | null;
}

function typedIn(text: string): Typed | null {
  const match = typedLink.exec(text);
  return match && { target: match[1] ?? "", label: match[2] ?? null };
}

/** What is being typed at the cursor, or null. */
function typedNow(view: EditorView): Typed | null {
  const { head, empty } = view.state.selection.main;
  return empty ? typedIn(view.state.sliceDoc(view.state.doc.lineAt(head).from, head)) : null;
}

/** Takes the place of what was typed, and closes the link unless it is closed already. */
function link(view: EditorView, text: string, from: number, to: number): void {
  const closed = view.state.sliceDoc(to, to + 2) === "]]";
  view.dispatch({
    changes: { from, to, insert: closed ? text : `${text}]]` },
    selection: { anchor: from + text.length + 2 },
    userEvent: "input.complete",
  });
}

const option = (text: string, label = text, detail = ""): Completion => ({
  label,
  detail,
  apply: (view, _completion, from, to) => link(view, text, from, to),
});

/**
 * Titles from the node. When a later answer of an index that was behind knows more, the list that
 * is open is made anew with it.
 */
class Suggested {
  private asking: AbortController | null = null;
  private later: { typed: string; titles: string[] } | null = null;
  /** When pages were edited last, as the node said it with their titles. */
  readonly edited = new Map<string, string>();

  async titles(typed: string, view: EditorView | undefined): Promise<string[]> {
    const { later } = this;
    this.later = null;
    if (later?.typed === typed) return later.titles;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const ask = () => askNode<Answer & { titles: string[]; edited?: string[] }>(api(`suggest?q=${encodeURIComponent(typed)}`), signal);
    return new Promise((answer) => {
      let known: string[] | null = null;
      signal.addEventListener("abort", () => answer([]));
      void askUntilIndexed(ask, signal, (found) => {
        const titles = found?.titles ?? [];
        titles.forEach((title, index) => this.edited.set(title, found?.edited?.[index] ?? ""));
        if (known === null) answer(titles);
        else if (view && titles.join("\n") !== known.join("\n")) this.tellLater(typed, titles, view);
        known = titles;
      });
    });
  }

  private tellLater(typed: string, titles: string[], view: EditorView): void {
    if (completionStatus(view.state) === null || typedNow(view)?.target !== typed) return;
    this.later = { typed, titles };
    startCompletion(view);
  }
}

const suggested = new Suggested();

/** `today`, `12 Nov`, `Nov 2024`: what tells two pages of like titles apart. Nothing for no time. */
export function dayOf(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const locale = document.documentElement.lang || "en";
  if (at.toDateString() === now.toDateString()) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "day");
  const sameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(locale, sameYear ? { day: "numeric", month: "short" } : { month: "short", year: "numeric" });
}

async function pages(typed: string, from: number, context: CompletionContext): Promise<CompletionResult | null> {
  const found = await suggested.titles(typed, context.view);
  if (context.aborted) return null;
  const recent = recentTitles();
  const known = typed.trim() === "" ? [...recent, ...found] : rankTitles(typed, [...recent, ...found], recent, found);
  const options = [...new Set(known)].slice(0, ROWS_MAX).map((title) => option(title, title, dayOf(suggested.edited.get(title) ?? "")));
  const exists = known.some((title) => folded(title) === folded(typed));
  if (canBeTitle(typed) && !exists) options.push(option(typed.trim(), words.createPage(typed.trim()), words.shiftEnter));
  const getMatch = ({ label }: Completion) => matchIn(typed, label) ?? [];
  return options.length > 0 ? { from, options, filter: false, getMatch } : null;
}

async function headings(title: string, typed: string, from: number, context: CompletionContext): Promise<CompletionResult | null> {
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  const page = await askNode<{ text: string }>(api(`pages/${encodeURIComponent(title)}`), stop.signal);
  if (!page || context.aborted) return null;
  const texts = [...new Set(headingsOf(page.text).map(({ text }) => text))];
  const options = rankTitles(typed, texts, [], typed.trim() === "" ? texts : [])
    .slice(0, ROWS_MAX)
    .map((text) => option(text));
  return options.length === 0 ? null : { from, options, filter: false };
}

/** What a link to this may be called: its heading, its last segment, and either within a sentence. */
export function labelsFor(target: string): string[] {
  const [page = "", heading = ""] = target.split("#", 2).map((part) => part.trim());
  const last = page.split("/").at(-1)?.trim() ?? "";
  const names = [heading, last, page].filter((name) => name !== "");
  const within = names.map((name) => name.slice(0, 1).toLowerCase() + name.slice(1));
  return [...new Set([...names, ...within])];
}

function labels(target: string, typed: string, from: number): CompletionResult | null {
  const options = labelsFor(target)
    .filter((label) => label.startsWith(typed))
    .map((label) => option(label));
  return options.length > 0 ? { from, options, filter: false } : null;
}

export async function completeLink(context: CompletionContext): Promise<CompletionResult | null> {
  const before = context.matchBefore(typedLink);
  const typed = before && typedIn(before.text);
  if (!before || !typed || !context.state.selection.main.empty || !isOpen(context.state, before.from)) return null;
  const { target, label } = typed;
  if (label !== null) return labels(target, label, context.pos - label.length);
  const hash = target.indexOf("#");
  if (hash > 0) return headings(target.slice(0, hash), target.slice(hash + 1), context.pos - target.length + hash + 1, context);
  return pages(target, context.pos - target.length, context);
}

/** Shift Enter links exactly what was typed, whatever row is highlighted. */
export function linkAsTyped(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const typed = typedNow(view);
  if (completionStatus(view.state) === null || !typed) return false;
  const exact = typed.label ?? typed.target;
  if (typed.label === null && !canBeTitle(typed.target)) return false;
  link(view, exact.trim(), head - exact.length, head);
  return true;
}
