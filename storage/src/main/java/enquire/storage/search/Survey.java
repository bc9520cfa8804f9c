package enquire.storage.search;

import enquire.editor.page.PageId;
import java.util.List;

/**
 * What all links together say.
 *
 * @param wanted titles that pages link to and nobody made, most wanted first
 * @param orphans live pages that no other page links to, by title
 */
record Survey(List<Search.Wanted> wanted, List<PageId> orphans) {

    Survey {
        wanted = List.copyOf(wanted);
        orphans = List.copyOf(orphans);
    }
}
