package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TitleKey;
import java.util.Collection;
import java.util.List;

/**
 * What the index keeps of a live page.
 *
 * @param aliases other titles that links may name
 * @param headings in the order of the text
 * @param text as a reader sees it, without markup
 * @param tags without {@code #}, as written
 * @param authors of changes that are part of the page
 * @param changedAtMillis since 1970
 */
record IndexedPage(
        PageId page,
        String title,
        Collection<TitleKey> aliases,
        List<IndexedHeading> headings,
        String text,
        Collection<String> tags,
        List<IndexedLink> links,
        Collection<PeerId> authors,
        long changedAtMillis) {}
