// Light styling of Markdown source. The markers stay visible and nothing moves when the cursor comes.
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { Tag, tagHighlighter, tags } from "@lezer/highlight";
import type { InlineContext, MarkdownConfig } from "@lezer/markdown";
import { html } from "./no-html-language";

const wikiLink = Tag.define();

const OPEN = 91; // [
const BANG = 33; // !

/** `[[Title#Heading|label]]` and `![[file]]` as one node with its brackets marked. */
const wikiLinks: MarkdownConfig = {
  defineNodes: [
    { name: "WikiLink", style: wikiLink },
    { name: "WikiLinkMark", style: tags.processingInstruction },
  ],
  parseInline: [
    {
      name: "WikiLink",
      before: "Link",
      parse(context: InlineContext, next: number, position: number): number {
        const start = next === BANG ? position + 1 : position;
        if ((next !== BANG && next !== OPEN) || context.char(start) !== OPEN || context.char(start + 1) !== OPEN) return -1;
        const match = /^\[\[[^\[\]\n]+\]\]/.exec(context.slice(start, context.end));
        if (!match) return -1;
        const end = start + match[0].length;
        return context.addElement(
          context.elt("WikiLink", position, end, [
            context.elt("WikiLinkMark", position, start + 2),
            context.elt("WikiLinkMark", end - 2, end),
          ]),
        );
      },
    },
  ],
};

const highlighter = tagHighlighter([
  { tag: tags.heading1, class: "md-heading md-heading-1" },
  { tag: tags.heading2, class: "md-heading md-heading-2" },
  { tag: tags.heading, class: "md-heading" },
  { tag: [tags.processingInstruction, tags.meta, tags.definition(tags.propertyName)], class: "md-mark" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-strike" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.quote, class: "md-quote" },
  { tag: [wikiLink, tags.link, tags.url], class: "md-link" },
]);

export function styledMarkdown(): Extension {
  const content = markdown({ base: markdownLanguage, extensions: [wikiLinks], completeHTMLTags: false, htmlTagLanguage: html() });
  return [yamlFrontmatter({ content }), syntaxHighlighting(highlighter)];
}
