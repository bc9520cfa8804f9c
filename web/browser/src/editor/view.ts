// The CodeMirror editor with everything it needs, and nothing about the node.
import { completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo } from "@codemirror/commands";
import { closeSearchPanel, search, searchKeymap, searchPanelOpen } from "@codemirror/search";
import { Compartment, EditorState, Prec, type Extension } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  keymap,
  placeholder,
  type KeyBinding,
} from "@codemirror/view";
import type { BlockDeeds } from "../completion/blocks";
import { completion } from "../completion/completion";
import { nonce } from "../page/wiki";
import { words } from "../words";
import { wholeCodePoints, withLineFeeds } from "./code-points";
import { Cursors } from "./cursors";
import { linesInTheirDirection } from "./direction";
import { bracketAround, linkSelection, wrapWith } from "./formatting";
import { styledMarkdown } from "./markdown";
import { richPaste } from "./paste";
import { atMost } from "./text-limit";

/** Two presses of Escape within this time mean Done, in milliseconds. (Guess.) */
const ESCAPES_MILLIS = 600;

export interface Deeds extends BlockDeeds {
  done(): void;
  cycleLayout(): void;
  reassure(): void;
  /** An edit was left out because the text would be longer than a page can be. */
  tooLong(): void;
}

/** How much of the window the bars cover: the toolbar stands under the header, on a phone at the bottom. */
function bars(): { top: number; bottom: number } {
  const bar = document.querySelector(".toolbar")?.getBoundingClientRect();
  const header = document.querySelector(".top")?.getBoundingClientRect();
  const atBottom = bar !== undefined && bar.top > window.innerHeight / 2;
  return {
    top: (atBottom ? header?.bottom : bar?.bottom) ?? 0,
    bottom: atBottom ? window.innerHeight - bar.top : 0,
  };
}

/**
 * What is scrolled to does not stand behind the bars. CodeMirror asks for the same margins where it places lists, and
 * means them from the top of the text; there they would hide every list of the first lines. So they hold for the scroll
 * that is under way alone, which asks once, after its handlers.
 */
function clearOfBars(): Extension {
  let scrolling = false;
  return [
    EditorView.scrollHandler.of(() => {
      scrolling = true;
      return false;
    }),
    EditorView.scrollMargins.of(() => {
      const margins = scrolling ? bars() : null;
      scrolling = false;
      return margins;
    }),
  ];
}

const writable = new Compartment();
const hint = new Compartment();

const readOnly = (is: boolean) => [EditorState.readOnly.of(is), EditorView.editable.of(!is)];

function keys({ done, cycleLayout, reassure }: Deeds): Extension {
  let escapedAt = -Infinity;
  const always = (run: () => void) => () => {
    run();
    return true;
  };
  const twice = (view: EditorView) => {
    if (completionStatus(view.state) !== null) return false;
    if (searchPanelOpen(view.state)) return closeSearchPanel(view);
    const now = performance.now();
    if (now - escapedAt < ESCAPES_MILLIS) done();
    escapedAt = now;
    return false;
  };
  const ours: KeyBinding[] = [
    { key: "Mod-b", run: wrapWith("**") },
    { key: "Mod-i", run: wrapWith("*") },
    { key: "Mod-Shift-k", run: linkSelection },
    // CodeMirror has it on some systems only.
    { key: "Mod-Shift-z", run: redo, preventDefault: true },
    { key: "Mod-Enter", run: always(done) },
    { key: "Mod-.", run: always(cycleLayout) },
    { key: "Mod-s", run: always(reassure), preventDefault: true },
    { key: "[", run: bracketAround },
    { key: "Escape", run: twice },
  ];
  // Who left the text in between did not press it twice.
  const left = EditorView.domEventObservers({ blur: () => void (escapedAt = -Infinity) });
  return [left, Prec.high(keymap.of(ours)), keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab])];
}

/**
 * @param charsMax of a page, in UTF-16 code units
 * @param me the name of whoever writes here
 */
export function createView(
  parent: HTMLElement,
  text: string,
  charsMax: number,
  me: string,
  deeds: Deeds,
  more: Extension,
): EditorView {
  const state = EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.lineSeparator.of("\n"),
      EditorState.phrases.of(words.phrases),
      EditorView.clipboardInputFilter.of(withLineFeeds),
      wholeCodePoints(),
      atMost(charsMax, deeds.tooLong),
      more,
      writable.of(readOnly(true)),
      hint.of([]),
      history(),
      keys(deeds),
      search({ top: true }),
      completion(me, deeds),
      styledMarkdown(),
      richPaste(),
      Cursors.extension,
      drawSelection(),
      dropCursor(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      linesInTheirDirection(),
      clearOfBars(),
      EditorView.contentAttributes.of({
        "aria-label": words.pageText,
        "aria-multiline": "true",
        spellcheck: "true",
        autocapitalize: "sentences",
        autocorrect: "on",
      }),
    ],
  });
  return new EditorView({ state, parent });
}

/** Whether one may type, and what stands in an empty editor. */
export function allowWriting(view: EditorView, allowed: boolean, sentence: string): void {
  view.dispatch({ effects: [writable.reconfigure(readOnly(!allowed)), hint.reconfigure(placeholder(sentence))] });
}
