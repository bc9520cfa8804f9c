package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import java.util.Collection;
import java.util.List;

/**
 * What the index keeps of a live page.
 *
 * @param aliases other titles that links may name
 * @param text as a reader sees it, without markup
 * @param tags without {@code #}, as written
 * @param changedAtMillis since 1970
 */
record IndexedPage(
        PageId page,
        String title,
        Collection<TitleKey> aliases,
        Collection<String> headings,
        String text,
        Collection<String> tags,
        List<IndexedLink> links,
        long changedAtMillis) {}
