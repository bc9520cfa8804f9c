// Strips: sentences above the text that stay until what they say is over.
export interface Action {
  label: string;
  run: (() => void) | string;
}

export interface Strip {
  /** What stands before the text, in bold. */
  title?: string;
  text: string;
  kind?: "" | "bad" | "wait";
  /** Only where the header has no room for words. */
  phoneOnly?: boolean;
  actions?: Action[];
}

/** Shows the strip of this name in the place, in the stead of an older one. */
export function showStrip(place: Element | null, name: string, strip: Strip): void {
  if (!place) return;
  const element = document.createElement("div");
  element.className = `strip ${strip.kind ?? ""} ${strip.phoneOnly ? "phone-only-strip" : ""}`;
  element.dataset.strip = name;
  element.setAttribute("role", strip.kind === "bad" ? "alert" : "status");
  const sentence = document.createElement("p");
  sentence.textContent = strip.text;
  if (strip.title) {
    const title = document.createElement("b");
    title.textContent = strip.title;
    sentence.prepend(title, " ");
  }
  element.append(sentence, ...(strip.actions ?? []).map(button));
  const old = find(place, name);
  if (old) old.replaceWith(element);
  else place.append(element);
}

export function hideStrip(place: Element | null, name: string): void {
  if (place) find(place, name)?.remove();
}

function find(place: Element, name: string): Element | undefined {
  return [...place.children].find((child) => child instanceof HTMLElement && child.dataset.strip === name);
}

/** A link if the action is an address, else a button. */
export function button({ label, run }: Action): HTMLElement {
  if (typeof run === "string") {
    const link = document.createElement("a");
    link.className = "button";
    link.href = run;
    link.textContent = label;
    return link;
  }
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button";
  element.textContent = label;
  element.addEventListener("click", run);
  return element;
}
