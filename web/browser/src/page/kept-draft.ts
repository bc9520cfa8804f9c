// For who may not write any more: whether this browser keeps words that he typed before, which the
// page does not hold. The editor shows them, and what can be done with them.
import { openDrafts } from "../live/draft-database";
import { placeOfPage, placeOfTitle } from "../live/draft";
import { words } from "../words";
import { showStrip } from "./strips";
import { wiki } from "./wiki";

/** @param place names the page, and the address at which the editor shows what is kept */
export async function tellKeptDraft(place: HTMLElement): Promise<void> {
  const { keptDraft = "", draftPage = "", draftTitle = "", draftOpens } = place.dataset;
  const drafts = await openDrafts().catch(() => null); // A browser that stores nothing keeps nothing.
  if (!drafts) return;
  const places = [placeOfPage(wiki, draftPage), placeOfTitle(wiki, draftTitle)];
  const found = (await Promise.all(places.map((each) => drafts.at(each)))).flat();
  if (!found.some(({ updates }) => updates.length > 0)) return;
  if (draftOpens !== undefined) location.replace(keptDraft);
  else {
    showStrip(document.querySelector("[data-strips]"), "kept", {
      text: words.wordsKept,
      kind: "wait",
      actions: [{ label: words.lookAtThem, run: keptDraft }],
    });
  }
}
