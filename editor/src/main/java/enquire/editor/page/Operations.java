package enquire.editor.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations of one change that only sets keys and inserts text, as the columns that Automerge
 * makes of them. Actor 0 is the author, actor 1 that of the genesis. One thread at a time.
 */
final class Operations {

    /** Maps by the number of the genesis operation that made them. */
    static final int ROOT = 0;

    static final int ALIASES = 2;
    static final int FILES = 3;

    /** What the first character of a text stands behind. */
    static final long START_OF_TEXT = 0;

    private static final int TEXT = 1;
    private static final long AUTHOR = 0;
    private static final long GENESIS = 1;
    private static final long ACTION_SET = 1;

    /** In the number that describes a value: a string; its bytes stand in the bits above. */
    private static final int STRING = 6;

    static final int LENGTH_SHIFT = 4;

    static final int KEYS = 0x15;
    static final int VALUE_KINDS = 0x56;
    static final int VALUES = 0x57;

    private final RunColumn<Long> objectActors = new RunColumn<>(ChunkWriter::unsignedNumber);
    private final RunColumn<Long> objectCounters = new RunColumn<>(ChunkWriter::unsignedNumber);
    private final RunColumn<Long> keyActors = new RunColumn<>(ChunkWriter::unsignedNumber);
    private final RunColumn<Long> keyCounterSteps = new RunColumn<>(ChunkWriter::signedNumber);
    private final RunColumn<String> keys = new RunColumn<>((out, key) -> out.sizedBytes(utf8(key)));
    private final RunColumn<Long> valueKinds = new RunColumn<>(ChunkWriter::unsignedNumber);
    private final ChunkWriter values = new ChunkWriter();
    private final long first;
    private int puts;
    private int inserts;
    private int putBytes;
    private long keyCounter;

    /**
     * @param first number of the first operation
     */
    Operations(long first) {
        this.first = first;
    }

    int count() {
        return puts + inserts;
    }

    /** The keys and values that were put. */
    int putBytes() {
        return putBytes;
    }

    /** Before any text is inserted. */
    void put(int map, String key, String value, int bytes) {
        if (map == ROOT) {
            objectActors.skip(1);
            objectCounters.skip(1);
        } else {
            objectActors.add(GENESIS, 1);
            objectCounters.add((long) map, 1);
        }
        keyActors.skip(1);
        keyCounterSteps.skip(1);
        keys.add(key, 1);
        value(utf8(value));
        puts++;
        putBytes += bytes;
    }

    /**
     * @param previous number of the operation that inserted the character before; {@link
     *     #START_OF_TEXT} for none
     * @return number of the operation that inserts the last character
     */
    long insert(long previous, String text, int codePoints) {
        objectActors.add(GENESIS, codePoints);
        objectCounters.add((long) TEXT, codePoints);
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
        var actions = new RunColumn<Long>(ChunkWriter::unsignedNumber);
        actions.add(ACTION_SET, count());
        var replaced = new RunColumn<Long>(ChunkWriter::unsignedNumber);
        replaced.add(0L, count());
        var columns = new ArrayList<ChangeBody.Column>();
        columns.add(new ChangeBody.Column(0x01, objectActors.encoded()));
        columns.add(new ChangeBody.Column(0x02, objectCounters.encoded()));
        columns.add(new ChangeBody.Column(0x11, keyActors.encoded()));
        columns.add(new ChangeBody.Column(0x13, keyCounterSteps.encoded()));
        columns.add(new ChangeBody.Column(KEYS, keys.encoded()));
        columns.add(new ChangeBody.Column(0x34, insertions()));
        columns.add(new ChangeBody.Column(0x42, actions.encoded()));
        columns.add(new ChangeBody.Column(VALUE_KINDS, valueKinds.encoded()));
        columns.add(new ChangeBody.Column(VALUES, values.written()));
        columns.add(new ChangeBody.Column(0x70, replaced.encoded()));
        columns.removeIf(column -> column.data().size() == 0);
        return columns;
    }

    /** Booleans: how many are false, then how many are true. */
    private Bytes insertions() {
        var out = new ChunkWriter().unsignedNumber(puts);
        return inserts == 0 ? out.written() : out.unsignedNumber(inserts).written();
    }

    private static long kind(int bytes) {
        return (long) bytes << LENGTH_SHIFT | STRING;
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
