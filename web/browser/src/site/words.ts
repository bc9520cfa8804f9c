// The words of what is typed, as the node found those of the pages: `SearchWords.java` says how.

/** Of one word, in UTF-16 units, as the node cuts it. */
const CHARS_MAX = 40;

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

export interface Word {
  text: string;
  /** Whether it stands in the pages as it is, or may only begin a word there. */
  whole: boolean;
}

/** As words are compared: in lower case, without accents. */
export const foldedOf = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .toLowerCase()
    .normalize("NFC")
    .replaceAll("ς", "σ")
    .replaceAll("ß", "ss");

/** A run of letters, cut where a script that puts no spaces between words begins or ends. */
export const partsWithoutSpaces = (run: string) => [...run.matchAll(WITHOUT_SPACES)].map(([text]) => ({ text, pairs: isWithoutSpaces(text) }));

/** Each once. The last one may be the beginning of a word, unless something stands behind it. */
export function wordsOf(text: string): Word[] {
  const folded = foldedOf(text);
  const words = new Map<string, Word>();
  for (const [run] of folded.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const [part] of run.matchAll(WITHOUT_SPACES)) for (const word of partsOf(part)) words.set(word, { text: word, whole: true });
  }
  const last = [...words.values()].at(-1);
  if (last && folded.endsWith(last.text)) last.whole = false;
  return [...words.values()];
}

const isWithoutSpaces = (run: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(run);

function partsOf(run: string): string[] {
  const points = [...run];
  if (isWithoutSpaces(run) && points.length > 1) return points.slice(1).map((point, i) => `${points[i]}${point}`);
  if (run.length <= CHARS_MAX) return [run];
  const cut = run.slice(0, CHARS_MAX);
  return [/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut];
}
