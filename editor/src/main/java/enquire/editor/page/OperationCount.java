package enquire.editor.page;

import java.util.List;

/**
 * Counts operations by adding up run lengths; nothing is expanded. Columns are run-length encoded:
 * a positive number is followed by one value that repeats so often, a negative one by so many
 * single values, and zero by how many operations have no value.
 */
final class OperationCount {

    private interface Value {
        void skip(ChunkReader reader);
    }

    private OperationCount() {}

    /** Every operation has an action. */
    static int of(List<ChangeBody.Column> columns) {
        return add(columns, ChangeFormat.ACTION, ChunkReader::unsignedNumber, false);
    }

    /** Operations on a map have a key that is a string; those on the text have none. */
    static int onMaps(List<ChangeBody.Column> columns) {
        return add(columns, ChangeFormat.KEY_STRING, reader -> reader.sizedBytes("key"), true);
    }

    private static int add(
            List<ChangeBody.Column> columns, int spec, Value value, boolean mayBeAbsent) {
        for (ChangeBody.Column column : columns) {
            if (column.spec() == spec) {
                return add(new ChunkReader(column.data().toArray()), value, mayBeAbsent);
            }
        }
        return 0;
    }

    private static int add(ChunkReader reader, Value value, boolean mayBeAbsent) {
        long values = 0;
        long absent = 0;
        while (reader.left() > 0) {
            long run = reader.signedNumber();
            if (run == 0 && !mayBeAbsent) {
                throw new MalformedChangeException("An operation of the change says nothing.");
            }
            if (run == 0) {
                absent += bounded(reader.unsignedNumber());
            } else {
                values += bounded(Math.abs(run));
            }
            bounded(values + absent);
            for (long i = 0; i < (run > 0 ? 1 : -run); i++) {
                value.skip(reader);
            }
        }
        return (int) values;
    }

    private static long bounded(long operations) {
        if (operations > ChangeLimits.OPERATIONS_MAX) {
            throw new MalformedChangeException(
                    "The change has more than %,d operations."
                            .formatted(ChangeLimits.OPERATIONS_MAX));
        }
        return operations;
    }
}
