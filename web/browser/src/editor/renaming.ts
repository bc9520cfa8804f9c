// The title is a field of its own. On Done a changed one is asked about once and given by the node.
import { api } from "../page/wiki";
import { words } from "../words";

export type Answer = { rename: boolean; updateLinks: boolean } | null;

/** Asks whether to rename, with the links that would be updated. Null: go on editing. */
export function askToRename(from: string, to: string, links: number): Promise<Answer> {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-heading");
  const form = document.createElement("form");
  form.method = "dialog";
  const heading = document.createElement("h2");
  heading.id = "ask-heading";
  heading.textContent = words.rename(from, to);
  form.append(heading);
  const update = document.createElement("input");
  if (links > 0) {
    const label = document.createElement("label");
    label.className = "check";
    Object.assign(update, { type: "checkbox", checked: true });
    label.append(update, ` ${words.alsoUpdateLinks(links)}`);
    form.append(label);
  }
  const row = document.createElement("div");
  row.className = "row";
  row.append(choice("rename", words.renamePage, "primary"), choice("keep", words.keepTitle, "line"));
  form.append(row);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "") answer(null);
      else answer({ rename: dialog.returnValue === "rename", updateLinks: links > 0 && update.checked });
    });
  });
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
