// Headings of Markdown source, so that reading and editing open at the same place.
export interface SourceHeading {
  slug: string;
  text: string;
  /** Where its line begins. */
  position: number;
}

/** GitHub's rule, without the numbering of repeated headings. */
export const slugOf = (text: string) =>
  text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replace(/ /g, "-");

export function headingsOf(source: string): SourceHeading[] {
  const headings: SourceHeading[] = [];
  let position = 0;
  let fence: string | null = null;
  for (const line of source.split("\n")) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1] ?? null;
    if (mark && (fence === null || fence === mark)) fence = fence === null ? mark : null;
    const match = fence === null ? /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line) : null;
    if (match?.[1]) headings.push({ slug: slugOf(match[1]), text: match[1], position });
    position += line.length + 1;
  }
  return headings;
}

/** The heading that the position stands under. */
export function headingAt(source: string, position: number): SourceHeading | undefined {
  return headingsOf(source).findLast((heading) => heading.position <= position);
}

export interface RenamedHeading {
  from: string;
  to: string;
}

/** More were not renamed one by one: it is another text then. (Guess.) */
const RENAMED_MAX = 10;

/**
 * Which headings became which: those that are gone and those that are new, in order, if they are
 * equally many. Otherwise nobody knows.
 */
export function renamedHeadings(before: readonly string[], after: readonly string[]): RenamedHeading[] {
  const gone = before.filter((heading) => !after.includes(heading));
  const come = after.filter((heading) => !before.includes(heading));
  if (gone.length !== come.length || gone.length > RENAMED_MAX) return [];
  return gone.map((from, index) => ({ from, to: come[index]! }));
}
