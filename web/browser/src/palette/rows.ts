// What the palette lists for what was typed. Pure: the screen draws it, the test reads it.
import { canBeTitle, folded, rankTitles } from "./rank";

export interface Section {
  heading: string;
  slug: string;
}

export interface Hit {
  title: string;
  /** HTML with the matches in `<mark>`. */
  snippet: string;
  /** The heading above what matched; null above the first one. */
  section?: Section | null;
}

export interface Command {
  name: string;
  title: string;
}

/** What the node answered; null while it has not. */
export interface Answers {
  hits: readonly Hit[] | null;
  headings: readonly (Section & { title: string })[];
  files: readonly { name: string; bytes: number; url: string }[];
  tags: readonly { tag: string; pages: number }[];
  people: readonly { name: string; self: boolean }[];
  /** Words that find something where these find nothing. */
  meant: string | null;
}

export type Row =
  | { kind: "page"; key: string; title: string }
  | { kind: "heading"; key: string; title: string; section: Section }
  | { kind: "text"; key: string; title: string; snippet: string; section: Section | null }
  | { kind: "file"; key: string; title: string; bytes: number; url: string }
  | { kind: "tag"; key: string; title: string; pages: number }
  | { kind: "person"; key: string; title: string; self: boolean }
  | { kind: "command"; key: string; title: string; name: string }
  | { kind: "sign"; key: string; title: string; sign: string }
  | { kind: "meant"; key: string; title: string }
  | { kind: "create"; key: string; title: string };

export type GroupName = "pinned" | "recent" | "pages" | "headings" | "text" | "files" | "tags" | "people" | "commands" | "help";

export interface Group {
  name: GroupName;
  rows: Row[];
}

export interface Known extends Answers {
  query: string;
  titles: readonly string[];
  /** Titles that the node answered for this query, whatever rule it found them by. */
  found: readonly string[];
  recent: readonly string[];
  pinned: readonly string[];
  commands: readonly Command[];
  /** What the signs in front of a query do, for the help. */
  signs: readonly { sign: string; title: string }[];
  /** The row that somebody moved to: it is listed whatever else arrives. Null before. */
  moved: Row | null;
  /** The row that was preselected when something else arrived for the same query. */
  before: Row | null;
}

export const NO_ANSWERS: Answers = { hits: null, headings: [], files: [], tags: [], people: [], meant: null };

/** As many of each as fit without making the list a place to get lost in. */
const PAGES_MAX = 8;
const HEADINGS_MAX = 4;
const HITS_MAX = 6;
const FILES_MAX = 4;
const COMMANDS_MAX = 3;

/** What a query begins with that asks for something else than pages. */
export type Sign = ">" | "?" | "#" | "@" | "";

export const signOf = (query: string): Sign => (/^\s*([>?#@])/.exec(query)?.[1] as Sign | undefined) ?? "";

/** What follows the sign, or the whole query without one. */
export const afterSign = (query: string) => query.trim().slice(signOf(query).length).trim();

const page = (title: string): Row => ({ kind: "page", key: `page:${title}`, title });
const command = ({ name, title }: Command): Row => ({ kind: "command", key: `do:${name}`, name, title });
const text = ({ title, snippet, section }: Hit): Row => ({ kind: "text", key: `text:${title}`, title, snippet, section: section ?? null });

export function groupsFor(known: Known): Group[] {
  const { query, commands, hits } = known;
  const typed = query.trim();
  switch (signOf(query)) {
    case ">":
      return filled([{ name: "commands", rows: matching(commands, afterSign(query)).map(command) }]);
    case "?":
      return filled([
        { name: "help", rows: known.signs.map(({ sign, title }) => ({ kind: "sign", key: `sign:${sign}`, sign, title })) },
        { name: "commands", rows: commands.filter(({ name }) => name === "help").map(command) },
      ]);
    case "#":
      return filled([
        { name: "tags", rows: known.tags.slice(0, PAGES_MAX).map(({ tag, pages }) => ({ kind: "tag", key: `tag:${tag}`, title: tag, pages })) },
        { name: "text", rows: (hits ?? []).slice(0, HITS_MAX).map(text) },
      ]);
    case "@":
      return filled([
        {
          name: "people",
          rows: known.people.slice(0, PAGES_MAX).map(({ name, self }) => ({ kind: "person", key: `person:${name}`, title: name, self })),
        },
      ]);
    case "":
      return typed === "" ? groupsOfNothing(known) : groupsOfWords(known, typed);
  }
}

function groupsOfNothing({ pinned, recent, commands }: Known): Group[] {
  return filled([
    { name: "recent", rows: recent.slice(0, PAGES_MAX).map(page) },
    { name: "pinned", rows: pinned.filter((title) => !recent.slice(0, PAGES_MAX).includes(title)).map(page) },
    { name: "commands", rows: commands.slice(0, COMMANDS_MAX).map(command) },
  ]);
}

function groupsOfWords(known: Known, typed: string): Group[] {
  const { titles, found, recent, hits, moved, commands, meant } = known;
  const pages = firstWith(rankTitles(typed, titles, recent, found), PAGES_MAX, moved?.kind === "page" ? moved.title : null);
  const shown = new Set(pages);
  const texts = (hits ?? []).filter((hit) => !shown.has(hit.title)).slice(0, HITS_MAX).map(text);
  if (moved?.kind === "text" && ![...pages, ...texts.map(({ title }) => title)].includes(moved.title)) texts.push(moved);
  const headings: Row[] = known.headings
    .slice(0, HEADINGS_MAX)
    .map(({ title, heading, slug }) => ({ kind: "heading", key: `heading:${title}#${slug}`, title, section: { heading, slug } }));
  const files: Row[] = known.files
    .slice(0, FILES_MAX)
    .map(({ name, bytes, url }) => ({ kind: "file", key: `file:${url}`, title: name, bytes, url }));
  const create = createRow(typed, titles);
  const other: Row[] = meant === null ? [] : [{ kind: "meant", key: "meant", title: meant }];
  const nothing = pages.length === 0 && hits !== null && texts.length === 0 && headings.length === 0 && files.length === 0;
  const doing = matching(commands, typed).slice(0, COMMANDS_MAX).map(command);
  return filled([
    { name: "pages", rows: pages.map(page) },
    { name: "headings", rows: headings },
    { name: "text", rows: texts },
    { name: "files", rows: files },
    { name: "commands", rows: nothing ? [...create, ...other, ...doing] : [...doing, ...create] },
  ]);
}

/** As many as may be, best first; the one that must stay takes the last place if it has none. */
function firstWith(ranked: readonly string[], count: number, stays: string | null): string[] {
  const first = ranked.slice(0, count);
  return stays === null || first.includes(stays) ? first : [...first.slice(0, count - 1), stays];
}

const leadsToPage = (row: Row) => row.kind === "page" || row.kind === "text" || row.kind === "create";

/**
 * The row that Enter takes: the one that somebody moved to, wherever it stands now and even if its
 * page is found in another way now; before anybody moved, the one that is preselected.
 */
export function highlighted(groups: readonly Group[], known: Known): Row | null {
  const { moved } = known;
  if (!moved) return preselected(groups, known);
  const rows = groups.flatMap((group) => group.rows);
  const leadsThere = (row: Row) => leadsToPage(row) && leadsToPage(moved) && folded(row.title) === folded(moved.title);
  return rows.find(({ key }) => key === moved.key) ?? rows.find(leadsThere) ?? null;
}

/**
 * The row that Enter takes before anybody moved: never the create row while something may match.
 * What arrives in front of it takes its place only if it is a page that is called so.
 */
export function preselected(groups: readonly Group[], { query, hits, before }: Known): Row | null {
  const rows = groups.flatMap((group) => group.rows);
  const first = rows[0] ?? null;
  if (query.trim() === "" || signOf(query) !== "") return first;
  const found = rows.find(({ kind }) => kind !== "create" && kind !== "meant") ?? null;
  if (first?.kind === "create" || first?.kind === "meant") return hits === null ? null : first;
  const stays = before !== null && leadsFurther(before) && rows.find(({ key }) => key === before.key);
  return found !== null && found.kind !== "page" && stays ? stays : found;
}

const leadsFurther = ({ kind }: Row) => kind !== "create" && kind !== "meant" && kind !== "command";

function createRow(typed: string, titles: readonly string[]): Row[] {
  if (!canBeTitle(typed)) return [];
  if (titles.some((title) => folded(title) === folded(typed))) return [];
  return [{ kind: "create", key: "create", title: typed }];
}

function matching(commands: readonly Command[], typed: string): Command[] {
  if (typed.trim() === "") return [...commands];
  const order = rankTitles(typed, commands.map(({ title }) => title), []);
  return order.flatMap((title) => commands.filter((each) => each.title === title));
}

const filled = (groups: Group[]) => groups.filter(({ rows }) => rows.length > 0);
