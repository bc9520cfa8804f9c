package enquire.storage.search;

import enquire.editor.page.TitleKey;
import java.util.List;

/**
 * A link of a page, and the sentence around it in the page's plain text.
 *
 * @param keys the titles it may mean, the likeliest first; at least one
 * @param target the title that a page made for this link would get
 * @param sentence where the sentence stands in the plain text
 */
record IndexedLink(List<TitleKey> keys, String target, SentencePlace sentence) {

    IndexedLink {
        keys = List.copyOf(keys);
    }
}
