package enquire.editor.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Expands a run-length encoded column. A positive number is followed by one value that repeats so
 * often, a negative one by so many single values, zero by how many rows have no value. Each
 * sequence has exactly one encoding, the one that Automerge writes; any other is refused, because
 * two readers might see different things in it.
 */
final class RunLengthReader {

    private RunLengthReader() {}

    /**
     * @param rows at most so many; a run that would make more is refused before it is expanded
     * @return one entry a row
     * @throws MalformedChangeException if it is encoded otherwise
     */
    static <T> List<Optional<T>> of(Bytes column, int rows, Function<ChunkReader, T> value) {
        var reader = new ChunkReader(column.toArray());
        var expanded = new ArrayList<Optional<T>>();
        boolean afterSingles = false;
        while (reader.left() > 0) {
            long run = reader.signedNumber();
            long length = run == 0 ? reader.unsignedNumber() : Math.abs(run);
            if (length < 1 || length > rows - expanded.size()) {
                throw wrong();
            }
            boolean afterNothing = !expanded.isEmpty() && expanded.getLast().isEmpty();
            if (run == 0 && afterNothing || run == 1 || run < 0 && afterSingles) {
                throw wrong();
            }
            if (run == 0) {
                for (long i = 0; i < length; i++) {
                    expanded.add(Optional.empty());
                }
            } else if (run > 0) {
                Optional<T> repeated = Optional.of(value.apply(reader));
                requireOther(expanded, repeated);
                for (long i = 0; i < length; i++) {
                    expanded.add(repeated);
                }
            } else {
                for (long i = 0; i < length; i++) {
                    Optional<T> single = Optional.of(value.apply(reader));
                    requireOther(expanded, single);
                    expanded.add(single);
                }
            }
            afterSingles = run < 0;
        }
        if (!expanded.isEmpty() && expanded.stream().allMatch(Optional::isEmpty)) {
            throw wrong(); // A column without values is left out.
        }
        return expanded;
    }

    /**
     * The first rows alone, without looking at the others.
     *
     * @return the values up to the first row that has none, at most {@code rows}
     * @throws MalformedChangeException if the column ends within a value
     */
    static <T> List<T> leading(Bytes column, int rows, Function<ChunkReader, T> value) {
        var reader = new ChunkReader(column.toArray());
        var leading = new ArrayList<T>();
        while (reader.left() > 0 && leading.size() < rows) {
            long run = reader.signedNumber();
            if (run == 0) {
                break;
            }
            long left = Math.min(Math.abs(run), rows - leading.size());
            if (run > 0) {
                leading.addAll(Collections.nCopies((int) left, value.apply(reader)));
            } else {
                for (; left > 0; left--) {
                    leading.add(value.apply(reader));
                }
            }
        }
        return leading;
    }

    /**
     * The values of all rows that have one, without looking at how they are encoded.
     *
     * @return at most {@code max}
     * @throws MalformedChangeException if the column ends within a value
     */
    static <T> List<T> values(Bytes column, int max, Function<ChunkReader, T> value) {
        var reader = new ChunkReader(column.toArray());
        var values = new ArrayList<T>();
        while (reader.left() > 0 && values.size() < max) {
            long run = reader.signedNumber();
            long left = Math.min(Math.abs(run), max - values.size());
            if (run == 0) {
                reader.unsignedNumber();
            } else if (run > 0) {
                values.addAll(Collections.nCopies((int) left, value.apply(reader)));
            } else {
                for (; left > 0; left--) {
                    values.add(value.apply(reader));
                }
            }
        }
        return values;
    }

    /**
     * Whether each row is so: how many are not, how many are, how many are not, and so on.
     *
     * @throws MalformedChangeException if it is encoded otherwise, or for another number of rows
     */
    static boolean[] flags(Bytes column, int rows) {
        var reader = new ChunkReader(column.toArray());
        boolean[] flags = new boolean[rows];
        boolean value = false;
        int at = 0;
        while (reader.left() > 0) {
            long length = reader.unsignedNumber();
            boolean mayBeNone = at == 0 && !value;
            if (length > rows - at || length == 0 && !mayBeNone) {
                throw wrong();
            }
            for (int end = at + (int) length; at < end; at++) {
                flags[at] = value;
            }
            value = !value;
        }
        if (at != rows) {
            throw wrong();
        }
        return flags;
    }

    private static <T> void requireOther(List<Optional<T>> before, Optional<T> next) {
        if (!before.isEmpty() && before.getLast().equals(next)) {
            throw wrong();
        }
    }

    private static MalformedChangeException wrong() {
        return new MalformedChangeException(
                "A column of the change is not encoded as Automerge does it.");
    }
}
