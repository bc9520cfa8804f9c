package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.sync.node.Wiki;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Up to which change somebody has read what others wrote. Kept by the node, so that each of its
 * browsers says the same; moved by <em>Mark all as read</em> alone, so that nothing is taken for
 * read that only came by. Thread-safe.
 */
public final class ReadMark {

    private static final String NAME = "changes-read";

    private ReadMark() {}

    /** The number of that change; 0 if nothing was ever marked. */
    public static long of(Wiki wiki) {
        return Optional.ofNullable(wiki.repository().records().values(NAME).get(NAME))
                .filter(bytes -> bytes.size() == Long.BYTES)
                .map(bytes -> ByteBuffer.wrap(bytes.toArray()).getLong())
                .orElse(0L);
    }

    /** Durable when it returns. Never goes back, nor beyond what has come. */
    public static void move(Wiki wiki, long number) {
        long bounded = Math.min(number, wiki.repository().authorship().last());
        if (bounded > of(wiki)) {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bounded).array();
            wiki.repository().records().values(Map.of(NAME, Optional.of(Bytes.of(bytes))));
        }
    }

    /** How many pages hold edits of others that are not marked as read, counted up to a limit. */
    public static int unread(Wiki wiki, int pagesMax) {
        return wiki.repository().authorship().pagesWithNews(of(wiki), pagesMax);
    }
}
