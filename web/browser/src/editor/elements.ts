// The parts of the edit screen's document that scripts touch, and what it says about the page.
import type { Who } from "./colors";

export interface Elements {
  editor: HTMLElement;
  text: HTMLElement;
  title: HTMLInputElement;
  strips: HTMLElement;
  saved: HTMLElement;
  /** Says that the page is long. */
  long: HTMLElement;
  /** Leads from there to where it is taken apart. */
  split: HTMLAnchorElement;
  preview: HTMLElement;
  previewPane: HTMLElement;
  previewTitle: HTMLElement;
  avatars: HTMLElement;
  files: HTMLInputElement;
  done: HTMLAnchorElement;
}

export interface Facts {
  page: string;
  /** Empty for a new page, which asks for one. */
  title: string;
  me: Who;
  /** The Markdown when the screen was made, to be read until the node sends the text. */
  text: string;
  backlinks: number;
  fileBytesMax: number;
  /** The longest text of a page, in UTF-16 code units. */
  textCharsMax: number;
  /** Only what this browser keeps is to be shown: this person may not write. */
  keptOnly: boolean;
}

function one<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`the edit screen has no ${selector}`);
  return found;
}

export function elementsOf(editor: HTMLElement): Elements {
  return {
    editor,
    text: one("[data-editor] .code"),
    title: one("[data-title-field]"),
    strips: one("[data-editor-strips]"),
    saved: one("[data-saved]"),
    long: one("[data-long]"),
    split: one("[data-split]"),
    preview: one("[data-preview]"),
    previewPane: one("[data-preview-pane]"),
    previewTitle: one("[data-preview-title]"),
    avatars: one("[data-avatars]"),
    files: one("[data-file-input]"),
    done: one("[data-done]"),
  };
}

export function factsOf(editor: HTMLElement): Facts {
  const { page = "", title = "", name = "", color = "0" } = editor.dataset;
  const number = (name: "backlinks" | "fileBytesMax" | "textCharsMax") => Number(editor.dataset[name] ?? "0");
  const text = editor.querySelector("[data-opening]")?.textContent ?? "";
  return {
    page,
    title,
    me: { name, color: Number(color) },
    text,
    backlinks: number("backlinks"),
    fileBytesMax: number("fileBytesMax"),
    textCharsMax: number("textCharsMax"),
    keptOnly: editor.dataset.keptOnly === "yes",
  };
}
