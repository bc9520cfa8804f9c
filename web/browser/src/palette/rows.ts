// What the palette lists for what was typed. Pure: the screen draws it, the test reads it.
import { canBeTitle, folded, rankTitles } from "./rank";

export interface Hit {
  title: string;
  /** HTML with the matches in `<mark>`. */
  snippet: string;
}

export interface Command {
  name: string;
  title: string;
}

export type Row =
  | { kind: "page"; key: string; title: string }
  | { kind: "text"; key: string; title: string; snippet: string }
  | { kind: "command"; key: string; title: string; name: string }
  | { kind: "create"; key: string; title: string };

export interface Group {
  name: "recent" | "pages" | "text" | "commands";
  rows: Row[];
}

export interface Known {
  query: string;
  titles: readonly string[];
  /** Null while the search is still running. */
  hits: readonly Hit[] | null;
  recent: readonly string[];
  commands: readonly Command[];
  /** The row that somebody moved to: it is listed whatever else arrives. Null before. */
  moved: Row | null;
}

/** As many pages and as many text hits as fit without making the list a place to get lost in. */
const PAGES_MAX = 8;
const HITS_MAX = 6;
const COMMANDS_MAX = 3;

const page = (title: string): Row => ({ kind: "page", key: `page:${title}`, title });
const command = ({ name, title }: Command): Row => ({ kind: "command", key: `do:${name}`, name, title });

export function groupsFor({ query, titles, hits, recent, commands, moved }: Known): Group[] {
  const typed = query.trim();
  if (typed.startsWith(">") || typed.startsWith("?")) {
    return filled([{ name: "commands", rows: matching(commands, typed.slice(1)).map(command) }]);
  }
  if (typed === "") {
    return filled([
      { name: "recent", rows: recent.slice(0, PAGES_MAX).map(page) },
      { name: "commands", rows: commands.slice(0, COMMANDS_MAX).map(command) },
    ]);
  }
  const pages = firstWith(rankTitles(typed, titles, recent), PAGES_MAX, moved?.kind === "page" ? moved.title : null);
  const shown = new Set(pages);
  const texts = (hits ?? []).filter((hit) => !shown.has(hit.title)).slice(0, HITS_MAX);
  if (moved?.kind === "text" && ![...pages, ...texts.map(({ title }) => title)].includes(moved.title)) texts.push(moved);
  const create = createRow(typed, titles);
  const nothing = pages.length === 0 && hits !== null && hits.length === 0;
  const doing = matching(commands, typed).slice(0, COMMANDS_MAX).map(command);
  return filled([
    { name: "pages", rows: pages.map(page) },
    { name: "text", rows: texts.map(({ title, snippet }) => ({ kind: "text", key: `text:${title}`, title, snippet })) },
    { name: "commands", rows: nothing ? [...create, ...doing] : [...doing, ...create] },
  ]);
}

/** As many as may be, best first; the one that must stay takes the last place if it has none. */
function firstWith(ranked: readonly string[], count: number, stays: string | null): string[] {
  const first = ranked.slice(0, count);
  return stays === null || first.includes(stays) ? first : [...first.slice(0, count - 1), stays];
}

/**
 * The row that Enter takes: the one that somebody moved to, wherever it stands now and even if its
 * page is found in another way now; before anybody moved, the one that is preselected.
 */
export function highlighted(groups: readonly Group[], known: Known): Row | null {
  const { moved } = known;
  if (!moved) return preselected(groups, known);
  const rows = groups.flatMap((group) => group.rows);
  const leadsThere = (row: Row) =>
    row.kind !== "command" && moved.kind !== "command" && folded(row.title) === folded(moved.title);
  return rows.find(({ key }) => key === moved.key) ?? rows.find(leadsThere) ?? null;
}

/** The row that Enter takes before anybody moved: never the create row while something may match. */
export function preselected(groups: readonly Group[], { query, hits }: Known): Row | null {
  const rows = groups.flatMap((group) => group.rows);
  if (query.trim() === "") return rows[0] ?? null;
  const found = rows.find((row) => row.kind !== "create") ?? null;
  const create = rows.find((row) => row.kind === "create") ?? null;
  if (rows[0]?.kind === "create") return hits === null ? null : create;
  return found;
}

function createRow(typed: string, titles: readonly string[]): Row[] {
  if (!canBeTitle(typed) || typed.startsWith("#")) return [];
  if (titles.some((title) => folded(title) === folded(typed))) return [];
  return [{ kind: "create", key: "create", title: typed }];
}

function matching(commands: readonly Command[], typed: string): Command[] {
  if (typed.trim() === "") return [...commands];
  const order = rankTitles(typed, commands.map(({ title }) => title), []);
  return order.flatMap((title) => commands.filter((each) => each.title === title));
}

const filled = (groups: Group[]) => groups.filter(({ rows }) => rows.length > 0);
