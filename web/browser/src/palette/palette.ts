// The palette: one way to get anywhere. A native dialog with a combobox and its list.
import { useTheme } from "../page/reading";
import { api, editPath, homePath, pagePath, screen } from "../page/wiki";
import { words } from "../words";
import { askNode, askUntilIndexed, type Answer } from "./asking";
import { drawRows, icon, optionId } from "./palette-rows";
import { recentTitles } from "./recent";
import { groupsFor, highlighted, type Command, type Hit, type Known, type Row } from "./rows";

/** Typing is followed after this pause, in milliseconds (screens, section 4). */
const PAUSE_MILLIS = 40;

const MAGNIFIER = "M18 11a7 7 0 1 1-14 0a7 7 0 0 1 14 0zM20 20l-3.8-3.8";

let open: Palette | null = null;

export function showPalette(query: string): void {
  if (open) open.ask(query);
  else open = new Palette(query, () => (open = null));
}

/** In the page's menu; who may not write has fewer. */
const buttonFor = (name: string) => document.querySelector<HTMLElement>(`[data-do=${name}]`);

function commands(): Command[] {
  const onPage = document.querySelector("[data-key=edit]") !== null;
  const names = ["edit", "history", "links", "new", "home", "changes", "pages", "wanted", "orphans", "tags", "map", "templates", "deleted", "sync", "theme", "settings", "help"] as const;
  const onThisPage = ["rename", "move", "duplicate", "pin", "merge", "delete"] as const;
  return [...names, ...onThisPage.filter(buttonFor)]
    .filter((name) => onPage || !["edit", "history", "links"].includes(name))
    .map((name) => ({ name, title: words.commands[name] }));
}

class Palette {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("div");
  private readonly commands = commands();
  private readonly titles = new Set<string>(recentTitles());
  private known: Known = { query: "", titles: [], hits: [], recent: recentTitles(), commands: this.commands, moved: null };
  private rows: Row[] = [];
  private chosen: Row | null = null;
  private asking: AbortController | null = null;
  private timer: number | undefined;

  constructor(query: string, closed: () => void) {
    this.build();
    document.body.append(this.dialog);
    this.dialog.addEventListener("close", () => {
      this.asking?.abort();
      clearTimeout(this.timer);
      this.dialog.remove();
      closed();
    });
    this.dialog.showModal();
    this.ask(query);
  }

  ask(query: string): void {
    this.input.value = query;
    this.input.focus();
    this.typed();
  }

  private build(): void {
    const { dialog, input, list } = this;
    dialog.className = "palette";
    dialog.setAttribute("aria-label", words.palette);
    const query = document.createElement("div");
    query.className = "query";
    Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false, placeholder: words.palette });
    input.dir = "auto";
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "palette-results",
      "aria-autocomplete": "list",
      "aria-label": words.paletteInput,
    })) {
      input.setAttribute(name, value);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.innerHTML = "<kbd>Esc</kbd>";
    close.addEventListener("click", () => dialog.close());
    query.append(icon(MAGNIFIER), input, close);
    list.id = "palette-results";
    list.className = "results";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.results);
    list.tabIndex = -1;
    dialog.append(query, list, hints());
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    list.addEventListener("click", (event) => this.clicked(event));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  private typed(): void {
    const query = this.input.value;
    const searching = query.trim() !== "" && !/^[>?]/.test(query.trim());
    this.know({ query, hits: searching ? null : [], moved: null });
    this.asking?.abort();
    clearTimeout(this.timer);
    if (searching) this.timer = window.setTimeout(() => this.fetch(query.trim()), PAUSE_MILLIS);
  }

  private fetch(query: string): void {
    const asking = new AbortController();
    this.asking = asking;
    const { signal } = asking;
    const tag = /^#(\S+)$/.exec(query);
    const words = encodeURIComponent(tag ? `tag:${tag[1]}` : query);
    const titles = () => askNode<Answer & { titles: string[] }>(api(`suggest?q=${encodeURIComponent(query)}`), signal);
    const hits = () => askNode<Answer & { hits: Hit[] }>(api(`search?q=${words}&limit=6`), signal);
    void askUntilIndexed(titles, signal, (found) => {
      found?.titles.forEach((title) => this.titles.add(title));
      this.know({});
    });
    void askUntilIndexed(hits, signal, (found) => this.know({ hits: found?.hits ?? [] }));
  }

  /** Draws anew with what was learned; a row that somebody moved to stays the chosen one. */
  private know(learned: Partial<Known>): void {
    this.known = { ...this.known, ...learned, titles: [...this.titles] };
    const groups = groupsFor(this.known);
    this.rows = groups.flatMap((group) => group.rows);
    this.chosen = highlighted(groups, this.known);
    drawRows(this.list, groups, this.known.query, this.known.hits !== null);
    this.showChosen();
  }

  private showChosen(): void {
    this.rows.forEach((row, index) => {
      const chosen = row.key === this.chosen?.key;
      const option = document.getElementById(optionId(index));
      option?.setAttribute("aria-selected", String(chosen));
      if (!chosen) return;
      this.input.setAttribute("aria-activedescendant", optionId(index));
      option?.scrollIntoView({ block: "nearest" });
    });
    if (this.chosen === null) this.input.removeAttribute("aria-activedescendant");
  }

  private move(by: number): void {
    if (this.rows.length === 0) return;
    const at = this.rows.findIndex((row) => row.key === this.chosen?.key);
    const next = at < 0 && by < 0 ? this.rows.length - 1 : (at + by + this.rows.length) % this.rows.length;
    this.chosen = this.rows[next] ?? null;
    this.known = { ...this.known, moved: this.chosen };
    this.showChosen();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const query = this.input.value.trim();
    const { chosen } = this;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key !== "Enter") return;
    else if (event.shiftKey) {
      const create = this.rows.find((row) => row.kind === "create");
      if (create) this.take(create);
    } else if (event.ctrlKey || event.metaKey || !chosen) this.results(query);
    else this.take(chosen);
    event.preventDefault();
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    const row = option && this.rows.find((_, index) => optionId(index) === option.id);
    if (row) this.take(row);
  }

  private results(query: string): void {
    if (query) location.assign(screen(`search?q=${encodeURIComponent(query)}`));
  }

  private take(row: Row): void {
    if (row.kind === "command") this.carryOut(row.name);
    else location.assign(row.kind === "create" ? editPath(row.title) : pagePath(row.title));
  }

  private carryOut(name: string): void {
    this.dialog.close();
    if (["edit", "history", "links"].includes(name)) {
      document.querySelector<HTMLAnchorElement>(`[data-key=${name}]`)?.click();
    } else if (buttonFor(name)) {
      buttonFor(name)?.click();
    } else if (name === "theme") {
      const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
      const systemDark = !document.documentElement.dataset.theme?.match(/light|dark/) && matchMedia("(prefers-color-scheme: dark)").matches;
      useTheme(dark || systemDark ? "light" : "dark");
    } else if (name === "settings" || name === "help") location.assign(`/-/${name}`);
    else location.assign(name === "home" ? homePath : screen(name === "new" ? "edit/" : name));
  }
}

function hints(): HTMLElement {
  const hints = document.createElement("div");
  hints.className = "hints";
  hints.innerHTML =
    `<span><kbd>↑</kbd> <kbd>↓</kbd> ${words.hintMove}</span><span><kbd>Enter</kbd> ${words.hintOpen}</span>` +
    `<span><kbd>Ctrl Enter</kbd> ${words.hintResults}</span>` +
    `<span class="last">${words.hintCommandsBefore} <kbd>&gt;</kbd> ${words.hintCommandsAfter}</span>`;
  return hints;
}
