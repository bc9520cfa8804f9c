package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.Replay;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What made a page what it is: its accepted changes, read, each after those it depends on; and when
 * each of them was made or taken in, by this node's clock. Immutable; thread-safe.
 */
public final class Past {

    /** Of a page that nothing was accepted of. */
    static final Past EMPTY = new Past(Replay.EMPTY, new long[0]);

    /** A change, and when it was made or taken in. */
    public record Dated(Change change, Instant at) {}

    private final Replay changes;

    /** Milliseconds since 1970, by change. */
    private final long[] times;

    Past(Replay changes, long[] times) {
        if (changes.size() != times.length) {
            throw new IllegalArgumentException(
                    "%d changes have %d times".formatted(changes.size(), times.length));
        }
        this.changes = changes;
        this.times = times;
    }

    /**
     * @param more each after those it depends on
     */
    Past with(List<Dated> more) {
        long[] grown = Arrays.copyOf(times, times.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            grown[times.length + i] = more.get(i).at().toEpochMilli();
        }
        return new Past(changes.with(more.stream().map(Dated::change).toList()), grown);
    }

    public int size() {
        return times.length;
    }

    public Replay changes() {
        return changes;
    }

    /** In milliseconds since 1970. */
    public long atMillis(int change) {
        return times[change];
    }
}
