package enquire.sync.node;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * How much of the disk attachments may take, of all wikis of a node. Others' come only while there
 * is room; what somebody adds here is always taken. Nothing that is here goes for it, whoever says
 * to hold it, too. Pages and edits are never kept back. Thread-safe.
 */
public final class FileKeeping {

    /**
     * What a node keeps unless its owner says otherwise, in bytes: a few films, and a twentieth of
     * the smallest disk that is sold with a laptop, half a terabyte (a guess).
     */
    public static final long BYTES_DEFAULT = 20_000_000_000L;

    /** The least that can be chosen, in bytes: some pictures. */
    public static final long BYTES_MIN = 100_000_000L;

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
     * Durable when this returns. What is here stays, even if it is more.
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
    }

    /** What files take now, in bytes. */
    public long bytesUsed() {
        return wikis.get().stream().mapToLong(wiki -> wiki.repository().blobs().usedBytes()).sum();
    }

    /** Whether that much more may come from others. */
    boolean hasRoom(long bytes) {
        return bytesUsed() + bytes <= bytesMax();
    }
}
