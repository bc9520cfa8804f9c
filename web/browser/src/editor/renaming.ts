// The title is a field of its own. On Done a changed one is asked about once and given by the node.
import { api } from "../page/wiki";
import { words } from "../words";

export type Answer = { rename: boolean; updateLinks: boolean } | null;

export interface Choice {
  value: string;
  label: string;
  look: string;
}

/** A question with a box to tick, if there is one, and buttons. Null: Esc was pressed. */
export function askDialog(question: string, box: string | null, choices: Choice[]): Promise<{ value: string; checked: boolean } | null> {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-heading");
  const form = document.createElement("form");
  form.method = "dialog";
  const heading = document.createElement("h2");
  heading.id = "ask-heading";
  heading.textContent = question;
  form.append(heading);
  const update = document.createElement("input");
  if (box !== null) {
    const label = document.createElement("label");
    label.className = "check";
    Object.assign(update, { type: "checkbox", checked: true });
    label.append(update, ` ${box}`);
    form.append(label);
  }
  const row = document.createElement("div");
  row.className = "row";
  row.append(...choices.map(({ value, label, look }) => choice(value, label, look)));
  form.append(row);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "" ? null : { value: dialog.returnValue, checked: box !== null && update.checked });
    });
  });
}

/** Asks whether to rename, with the links that would be updated. Null: go on editing. */
export async function askToRename(from: string, to: string, links: number): Promise<Answer> {
  const answer = await askDialog(words.rename(from, to), links > 0 ? words.alsoUpdateLinks(links) : null, [
    { value: "rename", label: words.renamePage, look: "primary" },
    { value: "keep", label: words.keepTitle, look: "line" },
  ]);
  return answer && { rename: answer.value === "rename", updateLinks: answer.checked };
}

function choice(value: string, label: string, look: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.value = value;
  button.className = `button ${look}`;
  button.textContent = label;
  return button;
}

/** @returns the sentence that says why not, or null when it is done */
export async function rename(from: string, to: string, updateLinks: boolean): Promise<string | null> {
  const answer = await fetch(api(`pages/${encodeURIComponent(from)}/rename`), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title: to, updateLinks }),
  }).catch(() => null);
  if (answer?.ok) return null;
  const problem = (await answer?.json().catch(() => null)) as { detail?: string } | null;
  return problem?.detail ?? words.unreachable;
}
