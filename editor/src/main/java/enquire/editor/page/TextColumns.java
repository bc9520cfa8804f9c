package enquire.editor.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a change of nothing but text does, an operation a row: read without an object for each, for
 * whoever reads hundreds of thousands of them. Only for changes that {@link OperationReader} has
 * read before, at their screening: what it would refuse may pass here, or be refused.
 *
 * @param actors of the characters that the rows name: 0 is the author of the change, above are the
 *     other actors it names; {@link #NOBODY} for the beginning of the text
 * @param counters of these characters
 * @param inserts whether a row inserts behind that character, or deletes it
 * @param characters code points of what is inserted
 */
record TextColumns(int[] actors, long[] counters, boolean[] inserts, int[] characters) {

    static final int NOBODY = -1;

    /**
     * @throws MalformedChangeException if the columns do not have so many rows
     */
    static TextColumns read(ChangeBody body, int rows) {
        int[] actors = new int[rows];
        Arrays.fill(actors, NOBODY);
        long[] counters = new long[rows];
        long[] kinds = new long[rows];
        boolean[] inserts = new boolean[rows];
        int[] characters = new int[rows];
        for (ChangeBody.Column column : body.columns()) {
            switch (column.spec()) {
                case ChangeFormat.KEY_ACTOR -> actors(column.data(), actors);
                case ChangeFormat.KEY_COUNTER -> counters(column.data(), counters);
                case ChangeFormat.INSERTS ->
                        System.arraycopy(
                                RunLengthReader.flags(column.data(), rows), 0, inserts, 0, rows);
                case ChangeFormat.VALUE_KIND -> numbers(column.data(), kinds);
                case ChangeFormat.VALUE -> characters(column.data(), kinds, inserts, characters);
                default -> {}
            }
        }
        return new TextColumns(actors, counters, inserts, characters);
    }

    private static void actors(Bytes column, int[] actors) {
        long[] read = new long[actors.length];
        Arrays.fill(read, NOBODY);
        numbers(column, read);
        for (int i = 0; i < actors.length; i++) {
            actors[i] = (int) read[i];
        }
    }

    /** Rows without a value stay as they are. */
    private static void numbers(Bytes column, long[] into) {
        var reader = new ChunkReader(column.toArray());
        int at = 0;
        while (reader.left() > 0) {
            long run = reader.signedNumber();
            int end = end(at, run == 0 ? reader.unsignedNumber() : Math.abs(run), into.length);
            if (run > 0) {
                Arrays.fill(into, at, end, reader.unsignedNumber());
            } else if (run < 0) {
                for (int i = at; i < end; i++) {
                    into[i] = reader.unsignedNumber();
                }
            }
            at = end;
        }
    }

    /** Each as its difference from the one before. */
    private static void counters(Bytes column, long[] into) {
        var reader = new ChunkReader(column.toArray());
        int at = 0;
        long counter = 0;
        while (reader.left() > 0) {
            long run = reader.signedNumber();
            int end = end(at, run == 0 ? reader.unsignedNumber() : Math.abs(run), into.length);
            long repeated = run > 0 ? reader.signedNumber() : 0;
            for (int i = at; i < end && run != 0; i++) {
                counter += run > 0 ? repeated : reader.signedNumber();
                into[i] = counter;
            }
            at = end;
        }
    }

    private static int end(int at, long length, int rows) {
        if (length > rows - at) {
            throw new MalformedChangeException("A column of the change has too many rows.");
        }
        return at + (int) length;
    }

    private static void characters(
            Bytes column, long[] kinds, boolean[] inserts, int[] characters) {
        byte[] utf8 = column.toArray();
        int at = 0;
        for (int i = 0; i < kinds.length; i++) {
            long length = kinds[i] >> ChangeFormat.KIND_BITS;
            if (length > utf8.length - at) {
                throw new MalformedChangeException("A value of the change ends early.");
            }
            if (inserts[i] && length == 1) {
                characters[i] = utf8[at];
            } else if (inserts[i] && length > 0) {
                characters[i] =
                        new String(utf8, at, (int) length, StandardCharsets.UTF_8).codePointAt(0);
            }
            at += (int) length;
        }
    }
}
