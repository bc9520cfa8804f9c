// Stands in for @codemirror/lang-html (see build.mjs): tags inside Markdown stay plain text.
import { Language, LanguageSupport, defineLanguageFacet } from "@codemirror/language";
import { Parser, NodeSet, NodeType, Tree, type PartialParse } from "@lezer/common";

const top = NodeType.define({ id: 0, name: "Html", top: true });

/** Parses everything as one node. */
class PlainParser extends Parser {
  readonly nodeSet = new NodeSet([top]);

  override createParse(input: { length: number }): PartialParse {
    return {
      parsedPos: input.length,
      stoppedAt: null,
      stopAt: () => undefined,
      advance: () => new Tree(top, [], [], input.length),
    };
  }
}

const language = new Language(defineLanguageFacet(), new PlainParser(), [], "html");

export function html(): LanguageSupport {
  return new LanguageSupport(language);
}

export function htmlCompletionSource(): null {
  return null;
}
