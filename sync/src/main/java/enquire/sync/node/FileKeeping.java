package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of the disk attachments may take, of all wikis of a node. What comes by itself comes
 * only while there is room. What somebody adds here or opens makes room: then those go that were
 * read longest ago, but none that no connected computer holds, too, and none that no page uses any
 * more (an old version may). Pages and edits are never kept back. Thread-safe.
 */
public final class FileKeeping {

    /**
     * What a node keeps unless its owner says otherwise, in bytes: a few films, and a twentieth of
     * the smallest disk that is sold with a laptop, half a terabyte (a guess).
     */
    public static final long BYTES_DEFAULT = 20_000_000_000L;

    /** The least that can be chosen, in bytes: some pictures. */
    public static final long BYTES_MIN = 100_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(FileKeeping.class);

    private record Kept(Wiki wiki, BlobId blob, long bytes, Instant usedAt) {}

    private final Supplier<Optional<Long>> chosen;
    private final LongConsumer choose;
    private final Supplier<List<Wiki>> wikis;

    /**
     * @param chosen the limit that was stored, in bytes
     * @param choose stores one, durably
     */
    FileKeeping(Supplier<Optional<Long>> chosen, LongConsumer choose, Supplier<List<Wiki>> wikis) {
        this.chosen = chosen;
        this.choose = choose;
        this.wikis = wikis;
    }

    /** The most that files may take, in bytes. */
    public long bytesMax() {
        return chosen.get().orElse(BYTES_DEFAULT);
    }

    /**
     * Durable when this returns; what is too much goes.
     *
     * @throws IllegalArgumentException if it is less than {@link #BYTES_MIN}
     */
    public void bytesMax(long bytes) {
        if (bytes < BYTES_MIN) {
            throw new IllegalArgumentException("a limit of %d bytes".formatted(bytes));
        }
        keepAtMost(bytes);
    }

    void keepAtMost(long bytes) {
        choose.accept(bytes);
        makeRoom(0);
    }

    /** What files take now, in bytes. */
    public long bytesUsed() {
        return wikis.get().stream().mapToLong(wiki -> wiki.repository().blobs().usedBytes()).sum();
    }

    /** Whether that much more may come by itself. */
    boolean hasRoom(long bytes) {
        return bytesUsed() + bytes <= bytesMax();
    }

    /**
     * Takes away what was read longest ago and others hold, until there is room.
     *
     * @return whether there is
     */
    synchronized boolean makeRoom(long bytes) {
        if (hasRoom(bytes)) {
            return true;
        }
        for (Kept oldest : droppable()) {
            LOG.info(
                    "Attachment {} makes room for others; it comes again when somebody opens it",
                    oldest.blob());
            oldest.wiki().repository().blobs().remove(oldest.blob());
            oldest.wiki().files().fetching().pagesChanged();
            if (hasRoom(bytes)) {
                return true;
            }
        }
        return false;
    }

    /** The longest unread first. */
    private List<Kept> droppable() {
        var kept = new ArrayList<Kept>();
        for (Wiki wiki : wikis.get()) {
            Map<BlobId, Long> held = wiki.repository().attachments().held();
            held.forEach((blob, bytes) ->
                    wiki.repository()
                            .blobs()
                            .usedAt(blob)
                            .filter(at -> wiki.files().fetching().holders().whole(blob))
                            .ifPresent(at -> kept.add(new Kept(wiki, blob, bytes, at))));
        }
        kept.sort(Comparator.comparing(Kept::usedAt));
        return kept;
    }
}
