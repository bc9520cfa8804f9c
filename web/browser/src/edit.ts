// The editor's script, loaded on the edit screen alone.
import { beginEditing } from "./editor/screen";
import { closeMenusOnLeave } from "./page/menu";
import { listenForShortcuts } from "./page/shortcuts";
import { keepForOffline } from "./offline/register";

closeMenusOnLeave();
listenForShortcuts();
keepForOffline();
const editor = document.querySelector<HTMLElement>("[data-editor]");
if (editor) void beginEditing(editor);
