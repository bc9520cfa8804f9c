// Markdown of what another program put on the clipboard as HTML. A script of its own, loaded with the first such paste.
import TurndownService from "turndown";
import { gfm } from "turndown-plugin-gfm";

/** What nobody means to paste: scripts, styles, controls, and what would load something. */
const LEFT_OUT = ["script", "style", "meta", "link", "title", "noscript", "template", "iframe", "object", "button", "select", "input", "svg"] as const;

/** Addresses that a page may link to. */
const LINKED = /^(https?|mailto|tel):/i;

function service(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    hr: "---",
  });
  turndown.use(gfm);
  turndown.remove(LEFT_OUT as unknown as (keyof HTMLElementTagNameMap)[]);
  // An address that leads nowhere outside of the other program's page leaves its words.
  turndown.addRule("words-of-links", {
    filter: (node) => node.nodeName === "A" && !LINKED.test(node.getAttribute("href") ?? ""),
    replacement: (content) => content,
  });
  turndown.addRule("pictures", {
    filter: "img",
    replacement: (_content, node) => {
      const image = node as HTMLImageElement;
      const address = image.getAttribute("src") ?? "";
      const alt = (image.getAttribute("alt") ?? "").replace(/[\[\]\n]/g, " ").trim();
      return /^https?:/i.test(address) ? `![${alt}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)` : alt;
    },
  });
  return turndown;
}

/** @param body of an inert document; styles stand in `data-style` */
export function htmlToMarkdown(body: HTMLElement): string {
  unwrapPlain(body);
  return service().turndown(body).replace(/\u00a0/g, " ").trim();
}

/** Google's programs put all they copy into a bold element that is not bold. */
function unwrapPlain(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>("b, strong")) {
    if (/font-weight:\s*(normal|400)/.test(element.dataset.style ?? "")) element.replaceWith(...element.childNodes);
  }
}
