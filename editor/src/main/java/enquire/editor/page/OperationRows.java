package enquire.editor.page;

import enquire.editor.page.Operation.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the columns of a change as rows, one an operation: strictly, and without asking what they
 * mean. One use, one thread.
 */
final class OperationRows {

    private static final Set<Integer> COLUMNS =
            Set.of(
                    ChangeFormat.OBJECT_ACTOR,
                    ChangeFormat.OBJECT_COUNTER,
                    ChangeFormat.KEY_ACTOR,
                    ChangeFormat.KEY_COUNTER,
                    ChangeFormat.KEY_STRING,
                    ChangeFormat.INSERTS,
                    ChangeFormat.ACTION,
                    ChangeFormat.VALUE_KIND,
                    ChangeFormat.VALUE,
                    ChangeFormat.OVERWRITTEN_COUNT,
                    ChangeFormat.OVERWRITTEN_ACTOR,
                    ChangeFormat.OVERWRITTEN_COUNTER);

    /**
     * One operation as it is written.
     *
     * @param objectActor index of the actor who made the object that is changed; empty with the
     *     counter for the root
     * @param element the place in a text, if one is named
     * @param key the key in a map, if one is named
     * @param action number of the action
     * @param valueKind type code of the value
     * @param overwritten ascending
     */
    record Row(
            Optional<Long> objectActor,
            Optional<Long> objectCounter,
            Optional<Reference> element,
            Optional<String> key,
            boolean inserts,
            long action,
            int valueKind,
            Bytes value,
            List<Reference> overwritten) {}

    private record Value(int kind, int bytes) {}

    private final ChangeBody body;
    private final int rows;

    private OperationRows(ChangeBody body) {
        this.body = body;
        for (ChangeBody.Column column : body.columns()) {
            if (!COLUMNS.contains(column.spec())) {
                throw new MalformedChangeException(
                        "The change has a column (%d) that no change of a page has."
                                .formatted(column.spec()));
            }
        }
        this.rows = OperationCount.of(body.columns());
    }

    /**
     * @throws MalformedChangeException if a column cannot be read, or they do not fit together
     */
    static List<Row> read(ChangeBody body) {
        return new OperationRows(body).read();
    }

    private List<Row> read() {
        requireOrderedActors();
        List<Optional<Long>> objectActors = numbers(ChangeFormat.OBJECT_ACTOR);
        List<Optional<Long>> objectCounters = numbers(ChangeFormat.OBJECT_COUNTER);
        List<Optional<Long>> keyActors = numbers(ChangeFormat.KEY_ACTOR);
        List<Optional<Long>> keyCounters = counters(ChangeFormat.KEY_COUNTER, rows);
        List<Optional<String>> keys =
                rows(ChangeFormat.KEY_STRING, rows, reader -> text(reader.sizedBytes("key")));
        boolean[] inserts = RunLengthReader.flags(column(ChangeFormat.INSERTS), rows);
        List<Optional<Long>> actions = numbers(ChangeFormat.ACTION);
        List<Value> values = values();
        List<List<Reference>> overwritten = overwritten();
        var content = new ChunkReader(column(ChangeFormat.VALUE).toArray());
        var read = new ArrayList<Row>(rows);
        for (int row = 0; row < rows; row++) {
            read.add(
                    new Row(
                            objectActors.get(row),
                            objectCounters.get(row),
                            element(keyActors.get(row), keyCounters.get(row)),
                            keys.get(row),
                            inserts[row],
                            actions.get(row).orElseThrow(),
                            values.get(row).kind(),
                            content.bytes(values.get(row).bytes()),
                            overwritten.get(row)));
        }
        if (content.left() > 0) {
            throw new MalformedChangeException("The change has more values than operations.");
        }
        return read;
    }

    /** Automerge sorts them; an index must mean the same to every reader. */
    private void requireOrderedActors() {
        List<Bytes> others = body.otherActors();
        for (int i = 0; i < others.size(); i++) {
            boolean ascends = i == 0 || others.get(i - 1).compareTo(others.get(i)) < 0;
            if (!ascends || others.get(i).equals(body.actor().value())) {
                throw new MalformedChangeException("The actors of the change are not in order.");
            }
        }
    }

    private Optional<Reference> element(Optional<Long> actor, Optional<Long> counter) {
        if (actor.isEmpty() && counter.isEmpty()) {
            return Optional.empty();
        }
        if (actor.isEmpty() && counter.get() == 0) {
            return Optional.of(Reference.BEGINNING);
        }
        if (actor.isPresent() && counter.isPresent()) {
            return Optional.of(reference(actor.get(), counter.get()));
        }
        throw new MalformedChangeException("A place in the text is named by half.");
    }

    private Reference reference(long actor, long counter) {
        if (actor > body.otherActors().size()) {
            throw new MalformedChangeException("The change names an actor it does not list.");
        }
        if (counter < 1 || counter > ChangeLimits.COUNTER_MAX) {
            throw new MalformedChangeException("The change names an operation that cannot be.");
        }
        return new Reference(counter, (int) actor);
    }

    private List<Value> values() {
        List<Optional<Long>> kinds = numbers(ChangeFormat.VALUE_KIND);
        var values = new ArrayList<Value>(rows);
        for (Optional<Long> kind : kinds) {
            long both = kind.orElse(0L);
            long bytes = both >> ChangeFormat.KIND_BITS;
            if (kind.isEmpty() || bytes > ChangeLimits.BODY_BYTES_MAX) {
                throw new MalformedChangeException("A value of the change cannot be.");
            }
            values.add(new Value((int) (both & ((1 << ChangeFormat.KIND_BITS) - 1)), (int) bytes));
        }
        return values;
    }

    private List<List<Reference>> overwritten() {
        List<Optional<Long>> counts = numbers(ChangeFormat.OVERWRITTEN_COUNT);
        long total = 0;
        for (Optional<Long> count : counts) {
            if (count.isEmpty()) {
                throw new MalformedChangeException(
                        "An operation does not say how many others it overwrites.");
            }
            // Before they are added: a sum of foreign numbers may be more than a long holds.
            if (count.get() > ChangeLimits.OPERATIONS_MAX - total) {
                throw new MalformedChangeException(
                        "The change overwrites more than %,d operations."
                                .formatted(ChangeLimits.OPERATIONS_MAX));
            }
            total += count.get();
        }
        int all = (int) total;
        List<Optional<Long>> actors =
                rows(ChangeFormat.OVERWRITTEN_ACTOR, all, ChunkReader::unsignedNumber);
        List<Optional<Long>> counters = counters(ChangeFormat.OVERWRITTEN_COUNTER, all);
        var overwritten = new ArrayList<List<Reference>>(rows);
        int at = 0;
        for (Optional<Long> count : counts) {
            var references = new ArrayList<Reference>();
            for (long i = 0; i < count.orElse(0L); i++, at++) {
                if (actors.get(at).isEmpty() || counters.get(at).isEmpty()) {
                    throw new MalformedChangeException("An operation is named by half.");
                }
                references.add(reference(actors.get(at).get(), counters.get(at).get()));
            }
            requireAscending(references);
            overwritten.add(List.copyOf(references));
        }
        return overwritten;
    }

    private void requireAscending(List<Reference> references) {
        for (int i = 1; i < references.size(); i++) {
            Reference one = references.get(i - 1);
            Reference next = references.get(i);
            boolean ascends =
                    one.counter() < next.counter()
                            || one.counter() == next.counter()
                                    && actor(one).compareTo(actor(next)) < 0;
            if (!ascends) {
                throw new MalformedChangeException("What is overwritten is not in order.");
            }
        }
    }

    private Bytes actor(Reference reference) {
        return reference.actor() == 0
                ? body.actor().value()
                : body.otherActors().get(reference.actor() - 1);
    }

    private Bytes column(int spec) {
        for (ChangeBody.Column column : body.columns()) {
            if (column.spec() == spec) {
                return column.data();
            }
        }
        return Bytes.EMPTY;
    }

    private List<Optional<Long>> numbers(int spec) {
        return rows(spec, rows, ChunkReader::unsignedNumber);
    }

    /** Each as its difference from the one before. */
    private List<Optional<Long>> counters(int spec, int count) {
        List<Optional<Long>> differences = rows(spec, count, ChunkReader::signedNumber);
        var counters = new ArrayList<Optional<Long>>(count);
        long counter = 0;
        for (Optional<Long> difference : differences) {
            if (difference.isPresent()) {
                counter += difference.get();
                if (counter < 0 || counter > ChangeLimits.COUNTER_MAX) {
                    throw new MalformedChangeException(
                            "The change names an operation that cannot be.");
                }
            }
            counters.add(difference.isPresent() ? Optional.of(counter) : Optional.empty());
        }
        return counters;
    }

    /** A column that is left out has no value in any row. */
    private <T> List<Optional<T>> rows(int spec, int count, Function<ChunkReader, T> value) {
        Bytes column = column(spec);
        if (column.size() == 0) {
            return Collections.nCopies(count, Optional.empty());
        }
        List<Optional<T>> expanded = RunLengthReader.of(column, count, value);
        if (expanded.size() != count) {
            throw new MalformedChangeException(
                    "A column of the change has %,d rows, not %,d."
                            .formatted(expanded.size(), count));
        }
        return expanded;
    }

    /**
     * @throws MalformedChangeException if it is no UTF-8
     */
    static String text(Bytes utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedChangeException("A string of the change is not UTF-8.");
        }
    }
}
