// Shows where the text is. Typing would make it flicker, so "saved" waits for a moment of stillness;
// everything that is worse news shows at once.
import { savedWords, type SavedFacts } from "./saved-words";

/** (Guess: longer than the pause between two keys.) */
const STILLNESS_MILLIS = 300;

export class SavedIndicator {
  private timer: number | undefined;
  private shown = "";

  constructor(private readonly element: HTMLElement) {}

  show(facts: SavedFacts): void {
    clearTimeout(this.timer);
    if (facts.saved && this.shown !== "" && this.element.dataset.saved !== "yes") {
      this.timer = window.setTimeout(() => this.draw(facts), STILLNESS_MILLIS);
    } else this.draw(facts);
  }

  private draw(facts: SavedFacts): void {
    const { text, kind, check } = savedWords(facts);
    this.element.dataset.saved = check ? "yes" : "no";
    if (text === this.shown) return;
    this.shown = text;
    this.element.className = `saved ${kind}`;
    const sentence = document.createElement("span");
    sentence.className = "words";
    sentence.textContent = text;
    this.element.replaceChildren(...(check ? [checkMark()] : []), sentence);
  }
}

function checkMark(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "m5 12.5 4.5 4.5L19 7.5");
  svg.append(path);
  return svg;
}
