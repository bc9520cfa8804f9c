// Where a card stands beside a link: never over it.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Place {
  left: number;
  /** Of the card's top edge. */
  top: number;
  heightMax: number;
}

/** Between the link and the card, in CSS pixels: close enough to move over without losing it. */
const GAP = 6;
/** Between the card and the edge of the window. */
const MARGIN = 8;

/**
 * Below the link if there is room for the card, else on the side that has more.
 *
 * @param link the line of the link that is pointed at, in the window
 * @param covered how much of the window's top the header covers
 */
export function placeBeside(
  link: Box,
  card: { width: number; height: number },
  view: { width: number; height: number },
  covered: number,
): Place {
  const below = view.height - MARGIN - (link.bottom + GAP);
  const above = link.top - GAP - (covered + MARGIN);
  const heightMax = Math.max(0, card.height <= below ? below : Math.max(below, above));
  const height = Math.min(card.height, heightMax);
  const top = card.height <= below || below >= above ? link.bottom + GAP : link.top - GAP - height;
  const left = Math.max(MARGIN, Math.min(link.left, view.width - MARGIN - card.width));
  return { left, top, heightMax };
}
