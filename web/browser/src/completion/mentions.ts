// Completion after `@` (people of this wiki) and after `#` (tags that its pages have).
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { api } from "../page/wiki";
import { askNode } from "../palette/asking";
import { matchIn, rankTitles } from "../palette/rank";
import { words } from "../words";
import { isOpen } from "./dismissed";
import { isVerbatim } from "./place";

const ROWS_MAX = 8;

/** A name may have one space in it, and the sign begins a word. */
const typedPerson = /(?:^|[\s(])@([^\s@]{0,40}(?: [^\s@]{1,40})?)$/u;

/** A tag begins a word; at the beginning of a line a sign alone begins a heading. */
const typedTag = /(?:\s#|^#(?=[\p{L}\p{N}]))([\p{L}\p{N}_/-]{0,100})$/u;

const asText = (text: string, detail = ""): Completion => ({ label: text, detail, apply: `${text} ` });

function typedAfter(sign: string, pattern: RegExp, context: CompletionContext): { typed: string; at: number } | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(Math.max(0, context.pos - line.from - 120), context.pos - line.from);
  const typed = pattern.exec(before)?.[1];
  if (typed === undefined) return null;
  const at = context.pos - typed.length - sign.length;
  return isOpen(context.state, at) && !isVerbatim(context.state, context.pos) ? { typed, at } : null;
}

const list = (typed: string, from: number, options: Completion[]): CompletionResult | null =>
  options.length === 0
    ? null
    : { from, options: options.slice(0, ROWS_MAX), filter: false, getMatch: ({ label }) => matchIn(typed, label) ?? [] };

/** @param me the name of whoever writes here */
export const completePerson = (me: string) => async (context: CompletionContext): Promise<CompletionResult | null> => {
  const found = typedAfter("@", typedPerson, context);
  if (!found) return null;
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  const answer = await askNode<{ peers: { name: string }[] }>(api("peers"), stop.signal);
  if (context.aborted) return null;
  const names = [...(answer?.peers ?? []).map(({ name }) => name), me].filter((name) => name.trim() !== "");
  const matching = rankTitles(found.typed, names, names, found.typed === "" ? names : []);
  return list(found.typed, found.at + 1, matching.map((name) => asText(name, name === me ? words.you : "")));
};

export async function completeTag(context: CompletionContext): Promise<CompletionResult | null> {
  const found = typedAfter("#", typedTag, context);
  if (!found) return null;
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  const path = api(`tags?q=${encodeURIComponent(found.typed)}&limit=${ROWS_MAX}`);
  const answer = await askNode<{ tags: { tag: string; pages: number }[] }>(path, stop.signal);
  if (context.aborted) return null;
  const tags = (answer?.tags ?? []).filter(({ tag }) => tag !== found.typed);
  return list(found.typed, found.at + 1, tags.map(({ tag, pages }) => asText(tag, words.pagesHave(pages))));
}
