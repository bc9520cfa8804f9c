// Pages this browser opened lately, newest first.
import { remember, remembered } from "../page/remembered";
import { wiki } from "../page/wiki";

const KEPT = 20;
const name = `recent:${wiki}`;

export function recentTitles(): string[] {
  try {
    const list: unknown = JSON.parse(remembered(name) ?? "[]");
    return Array.isArray(list) ? list.filter((title) => typeof title === "string") : [];
  } catch {
    return []; // Written by something else: begin anew.
  }
}

export function visited(title: string): void {
  if (!title) return;
  remember(name, JSON.stringify([title, ...recentTitles().filter((each) => each !== title)].slice(0, KEPT)));
}
