// The palette: one way to get anywhere. A native dialog with a combobox and its list.
import { api, editPath, pagePath, screen } from "../page/wiki";
import { hasRoomBeside, openBeside } from "../page/beside";
import { words } from "../words";
import { askNode, askUntilIndexed, type Answer } from "./asking";
import { carryOut, commandsHere } from "./commands";
import { drawRows, icon, optionId } from "./palette-rows";
import { recentTitles } from "./recent";
import { NO_ANSWERS, afterSign, groupsFor, highlighted, signOf, type Answers, type Hit, type Known, type Row } from "./rows";

/** Typing is followed after this pause, in milliseconds (screens, section 4). */
const PAUSE_MILLIS = 40;

const MAGNIFIER = "M18 11a7 7 0 1 1-14 0a7 7 0 0 1 14 0zM20 20l-3.8-3.8";

let open: Palette | null = null;

export function showPalette(query: string): void {
  if (open) open.ask(query);
  else open = new Palette(query, () => (open = null));
}

class Palette {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("div");
  private readonly titles = new Set<string>(recentTitles());
  private known: Known = {
    ...NO_ANSWERS,
    query: "",
    titles: [],
    found: [],
    recent: recentTitles(),
    pinned: pinnedTitles(),
    commands: commandsHere(),
    signs: words.signs,
    moved: null,
    before: null,
  };
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
    const escape = key(words.keys.escape);
    escape.dataset.cancel = words.cancel;
    close.append(escape);
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
    const searching = query.trim() !== "" && !/[>?]/.test(signOf(query));
    this.know({ ...NO_ANSWERS, query, found: [], hits: searching ? null : [], moved: null, before: null });
    this.asking?.abort();
    clearTimeout(this.timer);
    if (searching) this.timer = window.setTimeout(() => this.fetch(query), PAUSE_MILLIS);
  }

  private fetch(query: string): void {
    const asking = new AbortController();
    this.asking = asking;
    const { signal } = asking;
    const typed = afterSign(query);
    switch (signOf(query)) {
      case "#":
        this.askFor("tags", typed, signal);
        if (typed) this.search(`tag:${typed}`, signal);
        else this.know({ hits: [] });
        break;
      case "@":
        this.askFor("people", typed, signal);
        this.know({ hits: [] });
        break;
      default: {
        const titles = () => askNode<Answer & { titles: string[] }>(api(`suggest?q=${encodeURIComponent(typed)}`), signal);
        void askUntilIndexed(titles, signal, (answer) => {
          answer?.titles.forEach((title) => this.titles.add(title));
          this.know({ found: answer?.titles ?? [] });
        });
        this.search(typed, signal);
        this.askFor("headings", typed, signal);
        this.askFor("files", typed, signal);
      }
    }
  }

  /** One question to the call of the API that is named as what it answers. */
  private askFor(name: "tags" | "people" | "headings" | "files", typed: string, signal: AbortSignal): void {
    void askNode<Partial<Answers>>(api(`${name}?q=${encodeURIComponent(typed)}&limit=8`), signal).then((answer) => {
      if (!signal.aborted) this.know({ [name]: answer?.[name] ?? [] });
    });
  }

  private search(typed: string, signal: AbortSignal): void {
    const path = api(`search?q=${encodeURIComponent(typed)}&limit=6`);
    const hits = () => askNode<Answer & { hits: Hit[]; meant?: string | null }>(path, signal);
    void askUntilIndexed(hits, signal, (answer) => this.know({ hits: answer?.hits ?? [], meant: answer?.meant ?? null }));
  }

  /** Draws anew with what was learned; a row that somebody moved to stays the chosen one. */
  private know(learned: Partial<Known>): void {
    this.known = { ...this.known, before: this.chosen, ...learned, titles: [...this.titles] };
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
    } else if (event.altKey && chosen) this.beside(chosen);
    else if (event.ctrlKey || event.metaKey || !chosen) this.results(query);
    else this.take(chosen);
    event.preventDefault();
  }

  private beside(row: Row): void {
    if (!hasRoomBeside() || !(row.kind === "page" || row.kind === "heading" || row.kind === "text")) return this.take(row);
    this.dialog.close();
    void openBeside(addressOf(row));
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    const row = option && this.rows.find((_, index) => optionId(index) === option.id);
    if (row) this.take(row);
  }

  /** The search screen with the same query, as that screen has it written. */
  private results(query: string): void {
    const typed = afterSign(query);
    const sign = signOf(query);
    if (!typed || sign === ">" || sign === "?") return;
    const words = sign === "#" ? `tag:${typed}` : sign === "@" ? `by:"${typed}"` : typed;
    location.assign(screen(`search?q=${encodeURIComponent(words)}`));
  }

  private take(row: Row): void {
    switch (row.kind) {
      case "command":
        this.dialog.close();
        return carryOut(row.name);
      case "sign":
        return this.ask(row.sign);
      case "meant":
        return this.ask(row.title);
      default:
        location.assign(addressOf(row));
    }
  }
}

function addressOf(row: Exclude<Row, { kind: "command" | "sign" | "meant" }>): string {
  switch (row.kind) {
    case "page":
      return pagePath(row.title);
    case "heading":
    case "text":
      return pagePath(row.title) + (row.section ? `#${encodeURIComponent(row.section.slug)}` : "");
    case "file":
      return row.url;
    case "tag":
      return screen(`tags/${encodeURIComponent(row.title)}`);
    case "person":
      return screen(`search?by=${encodeURIComponent(row.title)}`);
    case "create":
      return editPath(row.title);
  }
}

/** As the navigation has them; the editor has none. */
function pinnedTitles(): string[] {
  return [...document.querySelectorAll("[data-pinned] a")].map((link) => link.textContent?.trim() ?? "").filter(Boolean);
}

function hints(): HTMLElement {
  const hints = document.createElement("div");
  hints.className = "hints";
  const { enter, control, shift } = words.keys;
  const commands = hint(key(">"), words.hintCommands, key("?"), words.hintHelp);
  commands.className = "last";
  hints.append(
    hint(key("↑"), key("↓"), words.hintMove),
    hint(key(enter), words.hintOpen),
    hint(key(`${control} ${enter}`), words.hintResults),
    hint(key(`${shift} ${enter}`), words.hintCreate),
    commands,
  );
  return hints;
}

/** Keys and words with a space between each. */
function hint(...parts: (HTMLElement | string)[]): HTMLElement {
  const hint = document.createElement("span");
  hint.append(...parts.flatMap((part, index) => (index === 0 ? [part] : [" ", part])));
  return hint;
}

function key(name: string): HTMLElement {
  const key = document.createElement("kbd");
  key.textContent = name;
  return key;
}
