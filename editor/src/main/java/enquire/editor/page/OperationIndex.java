package enquire.editor.page;

import enquire.editor.page.Operation.PageMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which operations of a page inserted a character, and which set a key: what a later change may
 * refer to. Answers name the change by its number among those of its actor. One thread at a time.
 */
final class OperationIndex {

    /** An entry of a tree with its key and its span. (Arithmetic.) */
    private static final int SPAN_BYTES = 100;

    /** An entry of a map with three objects and a string. (Arithmetic.) */
    private static final int WRITE_BYTES = 200;

    /**
     * Insertions of one change with nothing between them.
     *
     * @param end number after the last
     */
    private record Span(long end, long seq) {}

    private record OperationId(ActorId actor, long counter) {}

    private record Written(PageMap map, String key, long seq) {}

    private final Map<ActorId, NavigableMap<Long, Span>> insertions = new HashMap<>();
    private final Map<OperationId, Written> writes = new HashMap<>();
    private int spans;
    private long keyChars;

    /** About how many bytes this takes on the Java heap. */
    long bytesEstimate() {
        return (long) SPAN_BYTES * spans + (long) WRITE_BYTES * writes.size() + 2L * keyChars;
    }

    void add(ActorId actor, long seq, long startOp, List<Operation> operations) {
        long counter = startOp;
        long spanStart = startOp;
        for (Operation operation : operations) {
            if (!(operation instanceof Operation.Insert)) {
                addSpan(actor, spanStart, counter, seq);
                spanStart = counter + 1;
            }
            if (operation instanceof Operation.Write write && !write.deletes()) {
                writes.put(
                        new OperationId(actor, counter),
                        new Written(write.map(), write.key(), seq));
                keyChars += write.key().length();
            }
            counter++;
        }
        addSpan(actor, spanStart, counter, seq);
    }

    private void addSpan(ActorId actor, long from, long to, long seq) {
        if (from < to) {
            insertions.computeIfAbsent(actor, none -> new TreeMap<>()).put(from, new Span(to, seq));
            spans++;
        }
    }

    /** Which change of this actor made the operation of this number, if that is an insertion. */
    Optional<Long> insertion(ActorId actor, long counter) {
        NavigableMap<Long, Span> spans = insertions.getOrDefault(actor, new TreeMap<>());
        return Optional.ofNullable(spans.floorEntry(counter))
                .map(Map.Entry::getValue)
                .filter(span -> counter < span.end())
                .map(Span::seq);
    }

    /** Which change of this actor made the operation of this number, if that set this key. */
    Optional<Long> write(ActorId actor, long counter, PageMap map, String key) {
        return Optional.ofNullable(writes.get(new OperationId(actor, counter)))
                .filter(written -> written.map() == map && written.key().equals(key))
                .map(Written::seq);
    }
}
