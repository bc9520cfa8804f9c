package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.storage.Records;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often it has changed who may write since everything was judged last. What came in between was
 * taken by the members of that moment: if there were several, comparing the last with the first
 * says nothing about it. On disk before each change is. Thread-safe.
 */
final class Unjudged {

    /** More than once is all that is asked. */
    private static final int SEVERAL = 2;

    private static final String NAME = "judged-changes-since";

    private final Records records;

    /** Up to {@link #SEVERAL}. */
    private int changes;

    /** Goes on counting, to tell what came while everything was judged. */
    private long all;

    Unjudged(Records records) {
        this.records = records;
        this.changes =
                Optional.ofNullable(records.values(NAME).get(NAME)).map(Bytes::size).orElse(0);
    }

    /** Durable when this returns. */
    synchronized void add() {
        all++;
        if (changes < SEVERAL) {
            changes++;
            records.values(Map.of(NAME, Optional.of(Bytes.of(new byte[changes]))));
        }
    }

    synchronized boolean isEmpty() {
        return changes == 0;
    }

    synchronized boolean isSeveral() {
        return changes >= SEVERAL;
    }

    synchronized long all() {
        return all;
    }

    /**
     * Everything was judged; stores by what.
     *
     * @param seen all that had come before that began
     * @return false if more came meanwhile; then nothing is stored, and all is judged once more
     */
    synchronized boolean judged(long seen, Judges by) {
        if (all != seen) {
            changes = SEVERAL;
            records.values(Map.of(NAME, Optional.of(Bytes.of(new byte[changes]))));
            return false;
        }
        var values = new HashMap<>(by.values());
        values.put(NAME, Optional.empty());
        records.values(values);
        changes = 0;
        return true;
    }
}
