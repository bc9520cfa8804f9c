package enquire.editor.page;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes the body of a change once more with other dependencies, or with other characters; every
 * other byte stays as it is. Pure.
 */
final class ChangeRewriting {

    private static final Bytes MARK = utf8(Blanks.MARK);
    private static final Bytes LONG_MARK = utf8(Blanks.LONG_MARK);
    private static final Bytes LINE = utf8(Blanks.LINE);

    /** In UTF-8: of a character of two UTF-16 units. */
    private static final int LONG_BYTES = 4;

    /** Of an operation at most: what says the length and the kind of its value. */
    private static final int KIND_BYTES_MAX = 3;

    private ChangeRewriting() {}

    /**
     * @param dependencies in any order
     */
    static Bytes withDependencies(Bytes body, List<ChangeHash> dependencies) {
        var reader = new ChunkReader(body.toArray());
        reader.bytes(reader.length("list of dependencies") * ChangeHash.BYTES);
        var out = new ChunkWriter().unsignedNumber(dependencies.size());
        dependencies.stream().sorted().forEach(hash -> out.bytes(hash.value()));
        return out.bytes(body.slice(reader.at(), body.size())).written();
    }

    /**
     * With a mark in the place of each character that the operations at these places insert, and
     * marks in the place of each line by which they describe an edit or name a version. Other
     * places, also such as are none of the change, stay as they are: whoever names them may have
     * seen another change.
     */
    static Bytes blanked(Bytes body, BitSet places) {
        ChangeBody parsed = ChangeBody.parse(body);
        List<Operation> operations = OperationReader.read(parsed);
        var kinds = new RunLengthWriter<Long>(ChunkWriter::unsignedNumber);
        var values = new ChunkWriter();
        List<Optional<Long>> before =
                RunLengthReader.of(
                        column(parsed, ChangeFormat.VALUE_KIND),
                        operations.size(),
                        ChunkReader::unsignedNumber);
        var reader = new ChunkReader(column(parsed, ChangeFormat.VALUE).toArray());
        for (int i = 0; i < operations.size(); i++) {
            long kind = before.get(i).orElseThrow();
            Bytes value = reader.bytes((int) (kind >> ChangeFormat.KIND_BITS));
            Bytes left = places.get(i) ? left(operations.get(i), value) : value;
            kinds.add(left.equals(value) ? kind : kindOf(left), 1);
            values.bytes(left);
        }
        return withColumns(body, parsed, kinds.encoded(), values.written());
    }

    /** By how much a body with these operations grows at most, whatever of it is blanked. */
    static int growthBytesMax(List<Operation> operations) {
        int bytes = KIND_BYTES_MAX * operations.size();
        for (Operation operation : operations) {
            if (operation instanceof Operation.Insert) {
                bytes += MARK.size() - 1;
            } else if (NamesAndSummaries.isLine(operation)) {
                bytes += LINE.size();
            }
        }
        return bytes;
    }

    private static Bytes left(Operation operation, Bytes value) {
        if (operation instanceof Operation.Insert) {
            return value.size() == LONG_BYTES ? LONG_MARK : MARK;
        }
        return NamesAndSummaries.isLine(operation) ? LINE : value;
    }

    /** Of these places, those that insert a mark, or at which marks are the whole line. */
    static BitSet marked(Bytes body, BitSet places) {
        List<Operation> operations = OperationReader.read(ChangeBody.parse(body));
        var marked = new BitSet();
        for (int i = 0; i < operations.size(); i++) {
            boolean mark =
                    operations.get(i) instanceof Operation.Insert insert
                            && Blanks.mark(Character.toString(insert.character()));
            boolean gone = mark || NamesAndSummaries.isGone(operations.get(i));
            marked.set(i, gone && places.get(i));
        }
        return marked;
    }

    private static long kindOf(Bytes text) {
        return (long) text.size() << ChangeFormat.KIND_BITS | ChangeFormat.STRING;
    }

    private static Bytes withColumns(Bytes body, ChangeBody parsed, Bytes kinds, Bytes values) {
        var out = new ChunkWriter().bytes(body.slice(0, columnsAt(body)));
        out.unsignedNumber(parsed.columns().size());
        List<ChangeBody.Column> columns =
                parsed.columns().stream()
                        .map(column ->
                                switch (column.spec()) {
                                    case ChangeFormat.VALUE_KIND ->
                                            new ChangeBody.Column(column.spec(), kinds);
                                    case ChangeFormat.VALUE ->
                                            new ChangeBody.Column(column.spec(), values);
                                    default -> column;
                                })
                        .toList();
        columns.forEach(
                column -> out.unsignedNumber(column.spec()).unsignedNumber(column.data().size()));
        columns.forEach(column -> out.bytes(column.data()));
        return out.written();
    }

    /** Where the list of columns begins: behind all that {@link ChangeBody} reads before it. */
    private static int columnsAt(Bytes body) {
        var reader = new ChunkReader(body.toArray());
        reader.bytes(reader.length("list of dependencies") * ChangeHash.BYTES);
        reader.sizedBytes("actor");
        reader.unsignedNumber();
        reader.unsignedNumber();
        reader.signedNumber();
        reader.sizedBytes("message");
        for (int actors = reader.length("list of actors"); actors > 0; actors--) {
            reader.sizedBytes("other actor");
        }
        return reader.at();
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes column(ChangeBody body, int spec) {
        return body.columns().stream()
                .filter(column -> column.spec() == spec)
                .map(ChangeBody.Column::data)
                .findFirst()
                .orElse(Bytes.EMPTY);
    }
}
