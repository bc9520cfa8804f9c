// Who was made a reader while he typed: what the node does not take any more can be suggested.
import { EditorView } from "@codemirror/view";
import { api, screen, titlePath } from "../page/wiki";
import { hideStrip, showStrip } from "../page/strips";
import { toast } from "../page/toast";
import { words } from "../words";
import type { Session } from "./session";
import { allowWriting } from "./view";

const OFFER = "refusal";
const FAILURE = "problem";

export class SuggestInstead {
  private made: string | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly session: Session,
    private readonly strips: HTMLElement,
  ) {}

  /** Says where the words are and what can be done. Each key is refused again, and is no news. */
  offer(why: string): void {
    if (this.button || this.made !== null) return;
    const where = this.session.canStore ? words.wordsInBrowser : words.wordsInTabAlone;
    showStrip(this.strips, OFFER, {
      text: `${why} ${where} ${words.suggestThemHelp}`,
      kind: "bad",
      actions: [{ label: words.suggestThem, run: () => void this.suggest() }],
    });
  }

  /** Whether the offer stands: then it is what Done leads to. */
  point(): boolean {
    if (!this.button) return false;
    toast(this.session.canStore ? words.notTakenSuggest : words.notTakenSuggestTab);
    this.button.focus();
    return true;
  }

  private get button(): HTMLButtonElement | null {
    return this.strips.querySelector<HTMLButtonElement>(`[data-strip=${OFFER}] button`);
  }

  /** What is typed from now on would be in no suggestion, so nothing is until the node answered. */
  private async suggest(): Promise<void> {
    const { button, session } = this;
    if (!button || button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    hideStrip(this.strips, FAILURE);
    allowWriting(this.view, false, "");
    const problem = await this.send();
    if (problem === null) {
      await session.letGo();
      location.assign(`${screen(`suggestions/${titlePath(session.title)}`)}?made=${this.made}`);
      return;
    }
    allowWriting(this.view, true, words.writeHere);
    session.resume();
    button.ariaDisabled = "false";
    showStrip(this.strips, FAILURE, { text: words.notSuggested(problem), kind: "bad" });
  }

  /** @returns the sentence that says why not, or null when it is made */
  private async send(): Promise<string | null> {
    const base = await this.session.pause();
    if (base === null) return words.unreachable;
    const answer = await fetch(api(`pages/${encodeURIComponent(this.session.title)}/suggestions`), {
      method: "POST",
      headers: { "Content-Type": "text/markdown", "If-Match": `"${base}"` },
      body: this.view.state.doc.toString(),
    }).catch(() => null);
    const told = (await answer?.json().catch(() => null)) as { id?: string; detail?: string } | null;
    if (!answer?.ok) return told?.detail ?? words.unreachable;
    this.made = told?.id ?? "";
    return null;
  }
}
