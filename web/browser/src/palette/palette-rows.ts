// Draws the palette's list.
import { words } from "../words";
import { marked } from "./marked";
import { matchIn } from "./rank";
import { afterSign, signOf, type Group, type Row } from "./rows";

const PAGE = "M6 3h8l4 4v14H6z M14 3v4h4";

const SHAPES: Record<Row["kind"], string> = {
  page: PAGE,
  text: PAGE,
  heading: "M5 9h14M5 15h14M10 4 8 20M16 4l-2 16",
  file: "M4 5h16v14H4z M5 17l5-5 4 4 2-2 3 3",
  tag: "M4 4h7l9 9-7 7-9-9zM8 8h.01",
  person: "M16 8a4 4 0 1 1-8 0a4 4 0 0 1 8 0zM4 20c1-4 4-6 8-6s7 2 8 6",
  command: "M9 6l6 6-6 6",
  sign: "M9 6l6 6-6 6",
  meant: "M18 11a7 7 0 1 1-14 0a7 7 0 0 1 14 0zM20 20l-3.8-3.8",
  create: "M12 5v14M5 12h14",
};

export const optionId = (index: number) => `palette-${index}`;

/** @param searched everything that was asked for was answered */
export function drawRows(list: HTMLElement, groups: readonly Group[], query: string, searched: boolean): void {
  let index = 0;
  list.replaceChildren(
    ...groups.map(({ name, rows }) => {
      const group = document.createElement("div");
      group.setAttribute("role", "group");
      const heading = document.createElement("div");
      heading.className = "group";
      heading.id = `palette-group-${name}`;
      heading.textContent = words.groups[name];
      group.setAttribute("aria-labelledby", heading.id);
      group.append(heading, ...rows.map((row) => option(row, index++, query)));
      return group;
    }),
  );
  const typed = query.trim();
  if (searched && typed !== "" && groups.every(({ name }) => name === "commands") && !/^[>?]/.test(typed)) {
    const nothing = document.createElement("div");
    nothing.className = "group";
    nothing.textContent = nothingWords(typed);
    list.prepend(nothing);
  }
}

/** A name with an ending: somebody looks for a file. */
const fileName = /\S\.[\p{L}\p{N}]{1,5}$/u;

/** What is said where nothing was found. */
export function nothingWords(typed: string): string {
  const sign = signOf(typed);
  if (sign === "") return fileName.test(typed) ? words.noFile(typed) : words.noResults(typed);
  return sign === "#" ? words.noTag : words.noPerson;
}

function option(row: Row, index: number, query: string): HTMLElement {
  const element = document.createElement("div");
  element.id = optionId(index);
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  const title = document.createElement("b");
  title.dir = "auto";
  const typed = row.kind === "heading" ? query.slice(query.indexOf("#") + 1) : afterSign(query);
  title.append(...(row.kind === "create" || row.kind === "meant" ? [titleOf(row)] : highlighted(titleOf(row), typed)));
  const note = document.createElement("small");
  note.dir = "auto";
  note.textContent = noteOf(row);
  element.append(icon(SHAPES[row.kind]), title, note);
  if (row.kind === "text") {
    const snippet = document.createElement("p");
    snippet.dir = "auto";
    snippet.append(...marked(row.snippet));
    element.append(snippet);
  }
  return element;
}

function titleOf(row: Row): string {
  switch (row.kind) {
    case "create":
      return words.createPage(row.title);
    case "meant":
      return words.didYouMean(row.title);
    case "heading":
      return row.section.heading;
    case "tag":
      return `#${row.title}`;
    default:
      return row.title;
  }
}

function noteOf(row: Row): string {
  switch (row.kind) {
    case "create":
      return words.shiftEnter;
    case "heading":
      return row.title;
    case "text":
      return row.section?.heading ?? "";
    case "file":
      return words.size(row.bytes);
    case "tag":
      return words.pagesHave(row.pages);
    case "person":
      return row.self ? words.you : "";
    default:
      return "";
  }
}

function highlighted(title: string, query: string): (Node | string)[] {
  const match = matchIn(query, title);
  if (!match) return [title];
  const mark = document.createElement("mark");
  mark.textContent = title.slice(...match);
  return [title.slice(0, match[0]), mark, title.slice(match[1])];
}

export function icon(shape: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}
