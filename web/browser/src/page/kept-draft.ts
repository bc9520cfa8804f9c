// Whether this browser keeps words that the page does not hold, because its node refused them. The
// editor shows them, and what can be done with them; who may write again brings them in there.
import { openDrafts } from "../live/draft-database";
import { placeOfPage, placeOfTitle } from "../live/draft";
import { words } from "../words";
import { showStrip } from "./strips";
import { wiki } from "./wiki";

/** @param place names the page, and the address at which the editor shows what is kept */
export async function tellKeptDraft(place: HTMLElement): Promise<void> {
  const { keptDraft = "", draftPage = "", draftTitle = "", draftOpens, draftComes } = place.dataset;
  const comes = draftComes !== undefined;
  const drafts = await openDrafts().catch(() => null); // A browser that stores nothing keeps nothing.
  if (!drafts) return;
  const places = [placeOfPage(wiki, draftPage), placeOfTitle(wiki, draftTitle)];
  const found = (await Promise.all(places.map((each) => drafts.at(each)))).flat();
  if (!found.some(({ updates }) => updates.length > 0)) return;
  if (draftOpens !== undefined) location.replace(keptDraft);
  else {
    showStrip(document.querySelector("[data-strips]"), "kept", {
      text: comes ? words.wordsCome : words.wordsKept,
      kind: "wait",
      actions: [{ label: comes ? words.bringThemIn : words.lookAtThem, run: keptDraft }],
    });
  }
}
