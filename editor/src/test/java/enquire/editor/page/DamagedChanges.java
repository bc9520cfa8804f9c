package enquire.editor.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change that was right, with one thing in it changed and its hash made to fit. */
final class DamagedChanges {

    /** The column that names keys of maps. */
    private static final int KEY = 0x15;

    private DamagedChanges() {}

    static Change with(Change change, UnaryOperator<ChangeBody> damage) {
        ChangeBody body = damage.apply(change.body());
        return Change.parse(Chunk.framed(MutatedChanges.written(body, body.columns())));
    }

    static Change withColumn(Change change, int spec, String hex) {
        return withColumns(
                change,
                before -> {
                    var columns = new ArrayList<>(before);
                    columns.removeIf(column -> column.spec() == spec);
                    columns.add(new ChangeBody.Column(spec, Bytes.ofHex(hex)));
                    columns.sort((a, b) -> Integer.compare(a.spec(), b.spec()));
                    return columns;
                });
    }

    private static Change withColumns(
            Change change, UnaryOperator<List<ChangeBody.Column>> damage) {
        return with(
                change,
                body ->
                        new ChangeBody(
                                body.dependencies(),
                                body.actor(),
                                body.seq(),
                                body.startOp(),
                                body.otherActors(),
                                damage.apply(body.columns())));
    }

    static UnaryOperator<ChangeBody> numbers(long seqMore, long startOpMore) {
        return body ->
                new ChangeBody(
                        body.dependencies(),
                        body.actor(),
                        body.seq() + seqMore,
                        body.startOp() + startOpMore,
                        body.otherActors(),
                        body.columns());
    }

    static UnaryOperator<ChangeBody> dependencies(Change... changes) {
        return body ->
                new ChangeBody(
                        Arrays.stream(changes).map(Change::hash).sorted().toList(),
                        body.actor(),
                        body.seq(),
                        body.startOp(),
                        body.otherActors(),
                        body.columns());
    }

    static UnaryOperator<ChangeBody> actors(ActorId author, Bytes... others) {
        return body ->
                new ChangeBody(
                        body.dependencies(),
                        author,
                        body.seq(),
                        body.startOp(),
                        List.of(others),
                        body.columns());
    }

    /** As if it had overwritten nothing. */
    static Change withoutOverwritten(Change change) {
        return withColumns(
                change,
                columns ->
                        columns.stream()
                                .filter(column -> column.spec() < ChangeFormat.OVERWRITTEN_COUNT)
                                .toList());
    }

    /** With another key where it has one. */
    static Change withKey(Change change, String from, String to) {
        return withColumns(
                change,
                columns ->
                        columns.stream()
                                .map(column ->
                                        column.spec() == KEY
                                                ? new ChangeBody.Column(
                                                        KEY, replacedKey(column.data(), from, to))
                                                : column)
                                .toList());
    }

    private static Bytes replacedKey(Bytes keys, String from, String to) {
        String hex = keys.toHex();
        return Bytes.ofHex(hex.replace(sized(from), sized(to)));
    }

    private static String sized(String key) {
        return new ChunkWriter()
                .sizedBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .written()
                .toHex();
    }
}
