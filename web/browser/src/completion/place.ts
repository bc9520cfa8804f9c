// Where a sign is only a sign: in code and in addresses.
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

const VERBATIM = new Set(["FencedCode", "CodeBlock", "CodeText", "InlineCode", "URL", "Autolink"]);

export function isVerbatim(state: EditorState, position: number): boolean {
  for (let node = syntaxTree(state).resolveInner(position, -1); ; node = node.parent) {
    if (VERBATIM.has(node.name)) return true;
    if (!node.parent) return false;
  }
}
