// The place of a text in which most of the words that were looked for stand near each other.
import { foldedOf, partsWithoutSpaces, type Word } from "./words";

/** Of a text, and whether it was looked for. */
export type Piece = [text: string, found: boolean];

/** Of the place, in UTF-16 units: as the node's search shows it. (A guess: two lines.) */
const CHARS = 240;
/** What stands in front of the first word. */
const BEFORE_CHARS = 60;

interface Mark {
  from: number;
  to: number;
  word: string;
}

/** In the order of the text; without any if no word stands there as it is typed. */
function marksOf(text: string, words: Word[]): Mark[] {
  const marks: Mark[] = [];
  for (const run of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    let at = run.index;
    for (const { text: part, pairs } of partsWithoutSpaces(run[0])) {
      const folded = foldedOf(part);
      for (const { text: word, whole } of words) {
        if (!pairs && (whole ? folded === word : folded.startsWith(word))) marks.push({ from: at, to: at + part.length, word });
        // Folding may make a text longer; then its own characters cannot be told apart.
        const inside = pairs && folded.length === part.length ? folded.indexOf(word) : -1;
        if (inside >= 0) marks.push({ from: at + inside, to: at + inside + word.length, word });
      }
      at += part.length;
    }
  }
  return marks;
}

/** Where the place begins: in front of the mark behind which most words stand. */
function startOf(text: string, marks: Mark[]): number {
  let best = 0;
  let most = 0;
  marks.forEach((mark, i) => {
    const near = new Set<string>();
    for (let j = i; j < marks.length; j += 1) {
      const other = marks[j];
      if (!other || other.to > mark.from + CHARS - BEFORE_CHARS) break;
      near.add(other.word);
    }
    if (near.size > most) {
      most = near.size;
      best = mark.from;
    }
  });
  const wanted = Math.max(0, best - BEFORE_CHARS);
  const space = text.indexOf(" ", wanted);
  if (wanted === 0) return 0;
  return space >= 0 && space < best ? space + 1 : betweenCharacters(text, wanted);
}

function endOf(text: string, start: number): number {
  const wanted = start + CHARS;
  if (wanted >= text.length) return text.length;
  const space = text.lastIndexOf(" ", wanted);
  return space > start + CHARS / 2 ? space : betweenCharacters(text, wanted);
}

const betweenCharacters = (text: string, at: number) => (/[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at - 1 : at);

export function snippetOf(text: string, words: Word[]): Piece[] {
  const marks = marksOf(text, words);
  const start = startOf(text, marks);
  const end = endOf(text, start);
  const pieces: Piece[] = [];
  let at = start;
  if (start > 0) pieces.push(["… ", false]);
  for (const { from, to } of marks.sort((one, other) => one.from - other.from || one.to - other.to)) {
    if (to > end || to <= at) continue;
    if (from > at) pieces.push([text.slice(at, from), false]);
    pieces.push([text.slice(Math.max(at, from), to), true]);
    at = to;
  }
  if (at < end) pieces.push([text.slice(at, end), false]);
  if (end < text.length) pieces.push([" …", false]);
  return pieces;
}
