// What a page and the frame that draws its diagrams say to each other.

/** From the page to the frame. */
export interface Draw {
  id: number;
  source: string;
  colors: Record<string, string>;
  dark: boolean;
}

/** From the frame to the page: that it listens, a picture, or that there is none. */
export type Answer = { ready: true } | { id: number; svg: string } | { id: number; wrong: string };

/** Longer texts are not drawn: laying one out takes more than time in proportion. (A guess.) */
export const SOURCE_CHARS_MAX = 20_000;
/** Larger pictures are not shown. (A guess: a hundred boxes have a tenth of it.) */
export const SVG_CHARS_MAX = 2_000_000;
