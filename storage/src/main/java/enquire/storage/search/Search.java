package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.storage.Repository;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds pages by words and by links. Derived from the repository, which it watches: its folder can
 * be deleted at any time and is made anew; after a restart it goes on from the {@code sequence}
 * that it last committed. A saved edit is findable within 300 ms. Thread-safe.
 */
public final class Search implements AutoCloseable {

    /**
     * @param snippet HTML: escaped text with {@code <mark>} around what matched
     */
    public record Hit(PageId page, String title, String snippet, float score) {}

    public record Hits(long total, List<Hit> hits) {}

    /**
     * @param sentence HTML: the escaped sentence around the link, the link's words in {@code
     *     <mark>}
     */
    public record Backlink(PageId page, String title, String sentence) {}

    public record Backlinks(int total, List<Backlink> backlinks) {}

    /** A title that pages link to and nobody made. */
    public record Wanted(String title, int links) {}

    public record Tag(String tag, int pages) {}

    /**
     * @param folder for the index; made if missing, emptied if it cannot be read
     */
    public static Search open(Path folder, Repository repository) {
        throw new UnsupportedOperationException();
    }

    /** Words, "phrases", prefix*, {@code tag:x}, {@code title:x}, -not. No query fails. */
    public Hits search(String query, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Titles that begin with, contain or resemble {@code typed}: prefix first, then word prefix,
     * then fuzzy; recency breaks ties.
     */
    public List<String> suggest(String typed, int limit) {
        throw new UnsupportedOperationException();
    }

    public Backlinks backlinks(PageId page, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Most wanted first. */
    public List<Wanted> wanted(int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Live pages that no page links to. */
    public List<PageId> orphans(int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Tag> tags(int limit) {
        throw new UnsupportedOperationException();
    }

    public List<PageId> tagged(String tag, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Pages of the repository that are not in the index yet; 0 when it has caught up. */
    public long behind() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
