// What can be done from the palette. Each of it has a link or a button somewhere, too.
import { useTheme } from "../page/reading";
import { homePath, screen } from "../page/wiki";
import { words } from "../words";
import type { Command } from "./rows";

/** Screens of the wiki, by the last part of their address. */
const SCREENS = ["changes", "pages", "wanted", "orphans", "tags", "map", "templates", "deleted", "sync", "mirror", "import", "export"] as const;

/** In the header of a page; who may not write has fewer. */
const IN_HEADER = ["edit", "history", "links"] as const;

/** In the page's menu, likewise. */
const IN_MENU = ["rename", "move", "duplicate", "pin", "merge", "split", "delete"] as const;

const linkFor = (name: string) => document.querySelector<HTMLElement>(`[data-key=${name}]`);
const buttonFor = (name: string) => document.querySelector<HTMLElement>(`[data-do=${name}]`);

/** Those of this screen, the ones of the page first. */
export function commandsHere(): Command[] {
  const names = [
    ...IN_HEADER.filter(linkFor),
    "new",
    "home",
    ...SCREENS,
    "theme",
    "settings",
    "help",
    ...IN_MENU.filter(buttonFor),
  ] as const;
  return names.map((name) => ({ name, title: words.commands[name] }));
}

export function carryOut(name: string): void {
  const element = linkFor(name) ?? buttonFor(name);
  if (element) element.click();
  else if (name === "theme") switchTheme();
  else if (name === "settings" || name === "help") location.assign(`/-/${name}`);
  else location.assign(name === "home" ? homePath : screen(name === "new" ? "edit/" : name));
}

function switchTheme(): void {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  const systemDark =
    !document.documentElement.dataset.theme?.match(/light|dark/) && matchMedia("(prefers-color-scheme: dark)").matches;
  useTheme(dark || systemDark ? "light" : "dark");
}
