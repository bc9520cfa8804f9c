// Following a link of the source: Alt Enter in this tab, a click with Ctrl (or Cmd) in a new one.
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { pagePath, screen } from "../page/wiki";

const LINKS = new Set(["WikiLink", "Link", "Image", "Autolink", "URL"]);

/** The Markdown of the link at the position, or null. */
export function linkAt(state: EditorState, position: number): string | null {
  for (const side of [-1, 1] as const) {
    let outermost: { from: number; to: number } | null = null;
    for (let node = syntaxTree(state).resolveInner(position, side); node.parent; node = node.parent) {
      if (LINKS.has(node.name)) outermost = node;
    }
    if (outermost) return state.sliceDoc(outermost.from, outermost.to);
  }
  return null;
}

/** Where the node says that the link leads: it knows aliases, files and other wikis. */
async function addressOf(link: string, title: string): Promise<string | null> {
  const answer = await fetch(screen(`preview?title=${encodeURIComponent(title)}`), {
    method: "POST",
    headers: { "Content-Type": "text/plain;charset=utf-8", Accept: "text/html" },
    body: link,
  }).catch(() => null);
  if (!answer?.ok) return null;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("a[href], img[src]");
  return found?.getAttribute("href") ?? found?.getAttribute("src") ?? null;
}

export interface Following {
  /** Title of the page, for what links are relative to. */
  title(): string;
  /** Leaves the editor for this address of this wiki, when all is saved. */
  goTo(address: string): void;
  /** The node could not say where the link leads. */
  nowhere(): void;
}

export function followLinks({ title, goTo, nowhere }: Following): Extension {
  const follow = (view: EditorView, position: number, newTab: boolean): boolean => {
    const link = linkAt(view.state, position);
    if (link === null) return false;
    void addressOf(link, title()).then((address) => {
      if (address === null) nowhere();
      else if (address.startsWith("#")) goTo(pagePath(title()) + address);
      else if (newTab || !/^\/(?!\/)/.test(address)) window.open(address, "_blank", "noopener,noreferrer");
      else goTo(address);
    });
    return true;
  };
  return [
    keymap.of([{ key: "Alt-Enter", run: (view) => follow(view, view.state.selection.main.head, false) }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (position === null || !follow(view, position, true)) return false;
        event.preventDefault();
        return true;
      },
    }),
  ];
}
