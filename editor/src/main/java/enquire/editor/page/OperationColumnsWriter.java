package enquire.editor.page;

import enquire.editor.page.Operation.PageMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations of one change that only sets keys, inserts text and sets keys again, as the
 * columns that Automerge makes of them. Actor 0 is the author, actor 1 that of the genesis. One
 * thread at a time.
 */
final class OperationColumnsWriter {

    /** What the first character of a text stands behind. */
    static final long START_OF_TEXT = 0;

    private static final long AUTHOR = 0;
    private static final long GENESIS = 1;

    private final RunLengthWriter<Long> objectActors =
            new RunLengthWriter<>(ChunkWriter::unsignedNumber);
    private final RunLengthWriter<Long> objectCounters =
            new RunLengthWriter<>(ChunkWriter::unsignedNumber);
    private final RunLengthWriter<Long> keyActors =
            new RunLengthWriter<>(ChunkWriter::unsignedNumber);
    private final RunLengthWriter<Long> keyCounterSteps =
            new RunLengthWriter<>(ChunkWriter::signedNumber);
    private final RunLengthWriter<String> keys =
            new RunLengthWriter<>((out, key) -> out.sizedBytes(utf8(key)));
    private final RunLengthWriter<Long> valueKinds =
            new RunLengthWriter<>(ChunkWriter::unsignedNumber);
    private final ChunkWriter values = new ChunkWriter();
    private final long first;
    private int puts;
    private int inserts;
    private int putsBehind;
    private int putBytes;
    private long keyCounter;

    /**
     * @param first number of the first operation
     */
    OperationColumnsWriter(long first) {
        this.first = first;
    }

    int count() {
        return puts + inserts + putsBehind;
    }

    /** The keys and values that were put. */
    int putBytes() {
        return putBytes;
    }

    /** Before the text or behind it. */
    void put(PageMap map, String key, String value, int bytes) {
        if (map == PageMap.ROOT) {
            objectActors.skip(1);
            objectCounters.skip(1);
        } else {
            objectActors.add(GENESIS, 1);
            objectCounters.add(map.madeBy(), 1);
        }
        keyActors.skip(1);
        keyCounterSteps.skip(1);
        keys.add(key, 1);
        value(utf8(value));
        if (inserts == 0) {
            puts++;
        } else {
            putsBehind++;
        }
        putBytes += bytes;
    }

    /**
     * Once, before anything is put behind it.
     *
     * @param previous number of the operation that inserted the character before; {@link
     *     #START_OF_TEXT} for none
     * @return number of the operation that inserts the last character
     */
    long insert(long previous, String text, int codePoints) {
        objectActors.add(GENESIS, codePoints);
        objectCounters.add(Operation.TEXT_MADE_BY, codePoints);
        keys.skip(codePoints);
        boolean starts = previous == START_OF_TEXT;
        keyActors.skip(starts ? 1 : 0);
        keyActors.add(AUTHOR, starts ? codePoints - 1 : codePoints);
        long number = first + count();
        step(previous);
        if (codePoints > 1) {
            step(number);
            // From the third character on, each stands behind the next operation.
            keyCounterSteps.add(1L, codePoints - 2L);
        }
        long last = number + codePoints - 1;
        keyCounter = codePoints > 1 ? last - 1 : previous;
        kinds(text);
        values.bytes(utf8(text));
        inserts += codePoints;
        return last;
    }

    private void step(long counter) {
        keyCounterSteps.add(counter - keyCounter, 1);
        keyCounter = counter;
    }

    private void kinds(String text) {
        for (int from = 0; from < text.length(); ) {
            int bytes = utf8Bytes(text.codePointAt(from));
            int count = 0;
            while (from < text.length() && utf8Bytes(text.codePointAt(from)) == bytes) {
                from += Character.charCount(text.codePointAt(from));
                count++;
            }
            valueKinds.add(kind(bytes), count);
        }
    }

    private void value(byte[] bytes) {
        valueKinds.add(kind(bytes.length), 1);
        values.bytes(bytes);
    }

    /** Those that say something, ascending. */
    List<ChangeBody.Column> columns() {
        var actions = new RunLengthWriter<Long>(ChunkWriter::unsignedNumber);
        actions.add(ChangeFormat.SET, count());
        var replaced = new RunLengthWriter<Long>(ChunkWriter::unsignedNumber);
        replaced.add(0L, count());
        var columns = new ArrayList<ChangeBody.Column>();
        columns.add(new ChangeBody.Column(ChangeFormat.OBJECT_ACTOR, objectActors.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.OBJECT_COUNTER, objectCounters.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.KEY_ACTOR, keyActors.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.KEY_COUNTER, keyCounterSteps.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.KEY_STRING, keys.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.INSERTS, insertions()));
        columns.add(new ChangeBody.Column(ChangeFormat.ACTION, actions.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.VALUE_KIND, valueKinds.encoded()));
        columns.add(new ChangeBody.Column(ChangeFormat.VALUE, values.written()));
        columns.add(new ChangeBody.Column(ChangeFormat.OVERWRITTEN_COUNT, replaced.encoded()));
        columns.removeIf(column -> column.data().size() == 0);
        return columns;
    }

    /** Booleans: how many are false, then how many are true, then how many are false. */
    private Bytes insertions() {
        var out = new ChunkWriter().unsignedNumber(puts);
        if (inserts > 0) {
            out.unsignedNumber(inserts);
        }
        return putsBehind == 0 ? out.written() : out.unsignedNumber(putsBehind).written();
    }

    private static long kind(int bytes) {
        return (long) bytes << ChangeFormat.KIND_BITS | ChangeFormat.STRING;
    }

    private static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
