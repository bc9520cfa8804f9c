// Why a page cannot have the title that was typed, as a sentence; null if it can.
import { TITLE_LENGTH_MAX, canBeTitle } from "../palette/rank";
import { words } from "../words";

export function titleProblem(typed: string): string | null {
  const title = typed.trim();
  if (canBeTitle(title)) return null;
  if (title === "") return words.giveTitle;
  return title.length > TITLE_LENGTH_MAX ? words.titleTooLong(title.length) : words.titleNotPossible;
}
