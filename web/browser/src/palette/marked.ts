// A snippet comes as HTML with <mark>. It is taken apart without a parser of HTML, so that whatever
// it may hold is words: a parser alone makes pictures load and handlers complain.

export interface Piece {
  text: string;
  marked: boolean;
}

const SIGNS: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** Words and marks, as the node escaped them; everything else stays as it is written. */
export function piecesOf(html: string): Piece[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .map((part) => {
      const inside = /^<mark>(.*)<\/mark>$/s.exec(part)?.[1];
      const text = (inside ?? part).replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => SIGNS[sign] ?? sign);
      return { text, marked: inside !== undefined };
    })
    .filter(({ text }) => text !== "");
}

export function marked(html: string): Node[] {
  return piecesOf(html).map(({ text, marked: inMark }) => {
    if (!inMark) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}
