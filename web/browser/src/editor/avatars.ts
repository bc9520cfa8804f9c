// Who is here, in the header. Assistive technology reads the group's name; a click goes to the
// person's cursor.
import { announce } from "../page/announce";
import { words } from "../words";

/** Others than oneself that are drawn; the rest is a number (screens, section 4: four in all). */
const SHOWN_MAX = 3;

export interface Present {
  tab: string;
  name: string;
  color: number;
}

const initial = (name: string) => ([...name.trim()][0] ?? "?").toUpperCase();

export class Avatars {
  private readonly me: Node[];
  private names = new Map<string, string>();

  constructor(
    private readonly group: HTMLElement,
    private readonly jump: (tab: string) => void,
  ) {
    this.me = [...group.childNodes];
  }

  show(others: Present[]): void {
    const drawn = others.slice(0, SHOWN_MAX).map((person) => this.avatar(person));
    if (others.length > SHOWN_MAX) {
      const more = document.createElement("span");
      more.className = "avatar more";
      more.textContent = `+${others.length - SHOWN_MAX}`;
      drawn.push(more);
    }
    this.group.replaceChildren(...drawn, ...this.me);
    this.group.setAttribute("aria-label", words.hereNow(others.map(({ name }) => name)));
    this.tell(new Map(others.map(({ tab, name }) => [tab, name])));
  }

  private avatar({ tab, name, color }: Present): HTMLElement {
    const avatar = document.createElement("button");
    avatar.type = "button";
    avatar.className = `avatar color-${color}`;
    avatar.textContent = initial(name);
    avatar.title = name;
    avatar.setAttribute("aria-label", words.jumpTo(name));
    avatar.addEventListener("click", () => this.jump(tab));
    return avatar;
  }

  private tell(now: Map<string, string>): void {
    for (const [tab, name] of now) if (!this.names.has(tab)) announce(words.joined(name));
    for (const [tab, name] of this.names) if (!now.has(tab)) announce(words.left(name));
    this.names = now;
  }
}
