// Draws the palette's list.
import { words } from "../words";
import { marked } from "./marked";
import { matchIn } from "./rank";
import type { Group, Row } from "./rows";

const SHAPES: Record<Row["kind"], string> = {
  page: "M6 3h8l4 4v14H6z M14 3v4h4",
  text: "M6 3h8l4 4v14H6z M14 3v4h4",
  command: "M9 6l6 6-6 6",
  create: "M12 5v14M5 12h14",
};

export const optionId = (index: number) => `palette-${index}`;

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
  if (searched && typed !== "" && !/^[>?]/.test(typed) && groups.every(({ name }) => name === "commands")) {
    const nothing = document.createElement("div");
    nothing.className = "group";
    nothing.textContent = words.noResults(typed);
    list.prepend(nothing);
  }
}

function option(row: Row, index: number, query: string): HTMLElement {
  const element = document.createElement("div");
  element.id = optionId(index);
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  const title = document.createElement("b");
  title.dir = "auto";
  const note = document.createElement("small");
  if (row.kind === "create") {
    title.textContent = words.createPage(row.title);
    note.textContent = words.shiftEnter;
  } else {
    title.append(...highlighted(row.title, query));
  }
  element.append(icon(SHAPES[row.kind]), title, note);
  if (row.kind === "text") {
    const snippet = document.createElement("p");
    snippet.dir = "auto";
    snippet.append(...marked(row.snippet));
    element.append(snippet);
  }
  return element;
}

function highlighted(title: string, query: string): Node[] {
  const match = matchIn(query, title);
  if (!match) return [document.createTextNode(title)];
  const mark = document.createElement("mark");
  mark.textContent = title.slice(...match);
  return [document.createTextNode(title.slice(0, match[0])), mark, document.createTextNode(title.slice(match[1]))];
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
