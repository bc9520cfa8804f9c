// The toolbar's buttons. Each gives the focus back to the text.
import { undo } from "@codemirror/commands";
import type { StateCommand } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Elements } from "./elements";
import { cycleHeading, linkSelection, toggleList, wrapWith } from "./formatting";
import type { Uploads } from "./uploads";

const COMMANDS: Record<string, StateCommand> = {
  bold: wrapWith("**"),
  italic: wrapWith("*"),
  heading: cycleHeading,
  list: toggleList,
  link: linkSelection,
  undo,
};

export function listenToToolbar({ editor, files }: Elements, view: EditorView, uploads: Uploads): void {
  editor.querySelector("[role=toolbar]")?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    if (!button || view.state.readOnly) return;
    if (button.dataset.do === "file") files.click();
    else {
      COMMANDS[button.dataset.do ?? ""]?.(view);
      view.focus();
    }
  });
  files.addEventListener("change", () => {
    uploads.add([...(files.files ?? [])], view.state.selection.main.head);
    files.value = "";
    view.focus();
  });
}
