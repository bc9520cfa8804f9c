package enquire.web.wiki;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageContent;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one page of several: the texts of the others go below the first one's, their titles become
 * names of it, their attachments its own; then they are deleted, and can be restored. Each step is
 * an edit, and each is left out that was done before: whoever is interrupted does it again.
 */
public final class PageMerge {

    private PageMerge() {}

    /**
     * @param others live ones; not the first
     * @throws PageTooLargeException if the texts or attachments do not fit into one page; then
     *     nothing was changed
     */
    public static PageView merge(Repository repository, PageView first, List<PageView> others) {
        Set<BlobId> files = new HashSet<>(first.files().keySet());
        others.forEach(other -> files.addAll(other.files().keySet()));
        if (files.size() > PageContent.KEYS_MAX) {
            throw PageTooLargeException.attachments(files.size());
        }
        var text = new StringBuilder(first.text().stripTrailing());
        for (PageView other : others) {
            String added = other.text().strip();
            boolean sameTitle = other.title().key().equals(first.title().key());
            String block = sameTitle ? added : "## " + other.title().value() + "\n\n" + added;
            if (!added.isEmpty() && !hasBlock(text, block)) {
                text.append(text.isEmpty() ? "" : "\n\n").append(block);
            }
        }
        String merged = text.append(text.isEmpty() ? "" : "\n").toString();
        if (!merged.strip().equals(first.text().strip())) {
            repository.write(first.page(), first.version(), merged);
        }
        for (PageView other : others) {
            if (!other.files().isEmpty()) {
                repository.attach(first.page(), other.files());
            }
            if (!first.aliases().containsKey(other.title().key())) {
                repository.addAlias(first.page(), other.title());
            }
            // What somebody typed there meanwhile is in none of the two: that page stays.
            if (repository.page(other.page()).filter(now -> sameText(now, other)).isPresent()) {
                repository.delete(other.page());
            }
        }
        return repository.page(first.page()).orElse(first);
    }

    /** Whether it was put in before: in the middle of a paragraph, the same words are others. */
    private static boolean hasBlock(CharSequence text, String block) {
        return ("\n\n" + text + "\n\n").contains("\n\n" + block + "\n\n");
    }

    private static boolean sameText(PageView one, PageView other) {
        return one.text().equals(other.text());
    }
}
