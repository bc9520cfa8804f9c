// Who was removed from the wiki, or left it, while he typed: where his words are, and what leads back.
import { showStrip } from "../page/strips";
import { pagePath } from "../page/wiki";
import { words } from "../words";
import type { Session } from "./session";

export function tellOut(strips: HTMLElement, session: Session, title: string, detail: string): void {
  const where = session.canStore ? words.wordsInBrowser : words.wordsInTabAlone;
  showStrip(strips, "refusal", {
    text: `${title} ${where} ${detail}`,
    kind: "bad",
    actions: [
      { label: words.useInvite, run: "/-/join" },
      { label: words.readPage, run: pagePath(session.title) },
    ],
  });
}
