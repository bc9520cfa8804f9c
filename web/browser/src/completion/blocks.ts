// Completion after `/`: what a line or a place can become.
import { startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { api } from "../page/wiki";
import { askNode } from "../palette/asking";
import { rankTitles } from "../palette/rank";
import { words } from "../words";
import { isOpen } from "./dismissed";
import { isVerbatim } from "./place";

const TEMPLATES_MAX = 8;

/** Titles of templates begin so, unless they have the tag. */
const TEMPLATE_FOLDER = "Template/";

/** The slash stands at the beginning of a line or after a space. */
const typedSlash = /(?:^|[ \t])\/([^\s/]*)$/;

/** After the block "Template" was taken, the names of templates are completed, spaces and all. */
const TEMPLATE_SLASH = `/${words.templateSlash} `;
const typedTemplate = new RegExp(`(?:^|[ \\t])${TEMPLATE_SLASH}([^\\n]{0,100})$`, "i");

export interface BlockDeeds {
  /** Lets the person choose files. */
  chooseFiles(): void;
}

/** How a block comes into the text. */
type Put =
  /** The line begins with this. */
  | { kind: "mark"; mark: string }
  /** Lines of its own; `select` is what one goes on with, in UTF-16 units from the beginning. */
  | { kind: "lines"; text: string; select: [number, number] }
  /** Where the slash was. */
  | { kind: "inline"; text: string }
  | { kind: "deed"; run: (view: EditorView, deeds: BlockDeeds) => void };

export interface Block {
  name: keyof typeof words.blocks;
  /** The Markdown that it writes, for whoever wants to learn it. */
  hint: string;
  put: Put;
}

const TABLE = `| ${words.column} | ${words.column} |\n| --- | --- |\n|  |  |`;

/** @param today as in ISO 8601 */
export const blocksOn = (today: string): Block[] => [
  { name: "heading", hint: "##", put: { kind: "mark", mark: "## " } },
  { name: "list", hint: "-", put: { kind: "mark", mark: "- " } },
  { name: "task", hint: "- [ ]", put: { kind: "mark", mark: "- [ ] " } },
  { name: "table", hint: "| |", put: { kind: "lines", text: TABLE, select: [2, 2 + words.column.length] } },
  { name: "code", hint: "```", put: { kind: "lines", text: "```\n\n```", select: [4, 4] } },
  { name: "quote", hint: ">", put: { kind: "mark", mark: "> " } },
  { name: "divider", hint: "---", put: { kind: "lines", text: "---\n", select: [4, 4] } },
  { name: "date", hint: today, put: { kind: "inline", text: today } },
  { name: "file", hint: "![[ ]]", put: { kind: "deed", run: (_view, deeds) => deeds.chooseFiles() } },
  { name: "template", hint: TEMPLATE_FOLDER, put: { kind: "deed", run: askForTemplate } },
];

function askForTemplate(view: EditorView): void {
  const { head } = view.state.selection.main;
  const insert = TEMPLATE_SLASH;
  view.dispatch({ changes: { from: head, insert }, selection: { anchor: head + insert.length }, userEvent: "input.complete" });
  startCompletion(view);
}

/** Day of this computer's calendar, as in ISO 8601. */
function todayHere(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Puts the block where the slash at `from` and the letters up to `to` are. */
export function putBlock(view: EditorView, put: Put, from: number, to: number, deeds: BlockDeeds): void {
  const line = view.state.doc.lineAt(from);
  const userEvent = "input.complete";
  if (put.kind === "mark") {
    const indent = /^\s*/.exec(line.text)![0].length;
    const start = Math.min(line.from + indent, from);
    const changes = [{ from: start, insert: put.mark }, { from, to }];
    view.dispatch({ changes, selection: { anchor: from + put.mark.length }, scrollIntoView: true, userEvent });
  } else if (put.kind === "lines") {
    // A block needs a line of its own, and a blank one between it and words.
    const before = line.text.slice(0, from - line.from).trim() === "" ? "" : "\n\n";
    const after = view.state.sliceDoc(to, line.to).trim() === "" ? "" : "\n\n";
    const anchor = from + before.length;
    view.dispatch({
      changes: { from, to, insert: before + put.text + after },
      selection: { anchor: anchor + put.select[0], head: anchor + put.select[1] },
      scrollIntoView: true,
      userEvent,
    });
  } else {
    const insert = put.kind === "inline" ? put.text : "";
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent });
    if (put.kind === "deed") put.run(view, deeds);
  }
}

interface Template {
  name: string;
  title: string;
}

async function completeTemplate(typed: string, from: number, context: CompletionContext): Promise<CompletionResult | null> {
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  const answer = await askNode<{ templates: Template[] }>(api("templates"), stop.signal);
  if (context.aborted) return null;
  const titles = new Map((answer?.templates ?? []).map(({ name, title }) => [name, title]));
  const names = [...titles.keys()];
  const matching = rankTitles(typed, names, [], typed.trim() === "" ? names : []).slice(0, TEMPLATES_MAX);
  const options: Completion[] = matching.map((name) => ({
    label: name,
    apply: (view, _completion, start, end) => void putTemplate(view, titles.get(name) ?? name, start, end),
  }));
  const none: Completion = { label: words.noTemplates, apply: () => undefined };
  return { from, options: options.length > 0 ? options : [none], filter: false };
}

/** The node fills in the title, the day and the time. */
async function putTemplate(view: EditorView, template: string, from: number, to: number): Promise<void> {
  const title = document.querySelector<HTMLInputElement>("[data-title-field]")?.value ?? "";
  const typed = view.state.sliceDoc(from, to);
  const page = await askNode<{ text: string }>(
    api(`templates/${encodeURIComponent(template)}?for=${encodeURIComponent(title)}`),
    new AbortController().signal,
  );
  // Somebody may have typed meanwhile; then the place is another one.
  if (!page || view.state.sliceDoc(from, to) !== typed) return;
  view.dispatch({
    changes: { from, to, insert: page.text },
    selection: { anchor: from + page.text.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
}

export const completeBlock = (deeds: BlockDeeds) => (context: CompletionContext): Promise<CompletionResult | null> | CompletionResult | null => {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(Math.max(0, context.pos - line.from - 120), context.pos - line.from);
  const template = typedTemplate.exec(before)?.[1];
  const typed = template ?? typedSlash.exec(before)?.[1];
  if (typed === undefined) return null;
  const from = context.pos - typed.length - (template === undefined ? 1 : TEMPLATE_SLASH.length);
  if (!isOpen(context.state, from) || isVerbatim(context.state, context.pos)) return null;
  if (template !== undefined) return completeTemplate(template, from, context);
  const blocks = blocksOn(todayHere(new Date()));
  const named = new Map(blocks.map((block) => [words.blocks[block.name], block]));
  const names = [...named.keys()];
  const options = (typed === "" ? names : rankTitles(typed, names, names)).map((name): Completion => {
    const { hint, put } = named.get(name)!;
    return { label: name, detail: hint, apply: (view, _completion, start, end) => putBlock(view, put, start, end, deeds) };
  });
  return options.length > 0 ? { from, options, filter: false } : null;
};
