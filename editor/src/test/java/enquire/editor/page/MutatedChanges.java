package enquire.editor.page;

import enquire.editor.text.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes of a rich page (many actors, deletions, renames, files, marks, emoji) that were damaged
 * on purpose, with the checksum repaired, so that what is behind it is reached.
 */
final class MutatedChanges {

    /**
     * @param before all changes that the mutated one could follow
     * @param change may equal a real one
     */
    record Mutated(List<Change> before, Bytes chunk) {}

    private static final int REPLICAS = 4;
    private static final int STEPS = 40;

    private final Random random;
    private final List<Change> changes;

    MutatedChanges(long seed) {
        this.random = new Random(seed);
        this.changes = history();
    }

    private List<Change> history() {
        var replicas = new ArrayList<PageDocument>();
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(PageDocument.create(Actors.actor(i + 1)));
        }
        try {
            var draw = new RandomText(random);
            for (int step = 0; step < STEPS; step++) {
                PageDocument page = replicas.get(random.nextInt(REPLICAS));
                page.edit(
                        switch (random.nextInt(10)) {
                            case 0 -> new Edit.Rename(new Title("Title " + random.nextInt(3)));
                            case 1 -> new Edit.Delete();
                            case 2 -> new Edit.PutMark("m" + random.nextInt(3), draw.text(2));
                            case 3 -> new Edit.RemoveMark("m" + random.nextInt(3));
                            case 4 -> new Edit.PutFile(file(random.nextInt(3)), draw.text(2));
                            case 5 -> new Edit.RemoveFile(file(random.nextInt(3)));
                            default -> new Edit.Text(draw.change(page.text(), 3));
                        });
                if (random.nextInt(3) == 0) {
                    page.apply(replicas.get(random.nextInt(REPLICAS)).changes());
                }
            }
            replicas.forEach(replica -> replicas.getFirst().apply(replica.changes()));
            return replicas.getFirst().changes();
        } finally {
            replicas.forEach(PageDocument::close);
        }
    }

    private static BlobId file(int number) {
        return BlobId.parse("%064x".formatted(number));
    }

    Mutated next() {
        int index = random.nextInt(changes.size());
        Change change = changes.get(index);
        ChangeBody body = change.body();
        Bytes mutated =
                switch (random.nextInt(7)) {
                    case 0 -> withBytesChanged(written(body, body.columns()));
                    case 1 -> written(body, withColumnOf(other(), body.columns()));
                    case 2 -> written(body, withColumnChanged(body.columns()));
                    case 3 -> written(renumbered(body), body.columns());
                    case 4 -> written(withOtherActors(body), body.columns());
                    case 5 -> written(body, withCounts(change.operations(), body.columns()));
                    default -> written(renumbered(body), withColumnChanged(body.columns()));
                };
        return new Mutated(changes.subList(0, index), Chunk.framed(mutated));
    }

    private ChangeBody other() {
        return changes.get(random.nextInt(changes.size())).body();
    }

    private Bytes withBytesChanged(Bytes body) {
        byte[] bytes = body.toArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return Bytes.of(bytes);
    }

    private List<ChangeBody.Column> withColumnOf(
            ChangeBody other, List<ChangeBody.Column> columns) {
        var mixed = new ArrayList<>(columns);
        if (!other.columns().isEmpty()) {
            var taken = other.columns().get(random.nextInt(other.columns().size()));
            mixed.removeIf(column -> column.spec() == taken.spec());
            mixed.add(taken);
            mixed.sort((a, b) -> Integer.compare(a.spec(), b.spec()));
        }
        return mixed;
    }

    private List<ChangeBody.Column> withColumnChanged(List<ChangeBody.Column> columns) {
        var changed = new ArrayList<>(columns);
        int index = random.nextInt(changed.size());
        ChangeBody.Column column = changed.get(index);
        byte[] data = column.data().toArray();
        if (data.length == 0) {
            return changed;
        }
        switch (random.nextInt(5)) {
            case 0 -> data[random.nextInt(data.length)] += (byte) (1 - 2 * random.nextInt(2));
            case 1 -> data[random.nextInt(data.length)] = (byte) random.nextInt();
            case 2 -> data = Bytes.of(data, 0, random.nextInt(data.length)).toArray();
            case 3 -> data = withHugeNumber(data);
            default -> data[data.length - 1] ^= (byte) (1 << random.nextInt(7));
        }
        int spec = random.nextInt(8) == 0 ? random.nextInt(0x80) & ~0x08 : column.spec();
        changed.set(index, new ChangeBody.Column(spec, Bytes.of(data)));
        return changed;
    }

    /** With other numbers of overwritten operations, large ones among them. */
    private List<ChangeBody.Column> withCounts(int operations, List<ChangeBody.Column> columns) {
        var counts = new ChunkWriter();
        if (operations > 1) {
            counts.signedNumber(-operations);
        } else {
            counts.signedNumber(1);
        }
        for (int i = 0; i < operations; i++) {
            counts.unsignedNumber(
                    switch (random.nextInt(5)) {
                        case 0 -> Long.MAX_VALUE;
                        case 1 -> 1L << 62;
                        case 2 -> 1L << 32;
                        default -> i % 2;
                    });
        }
        boolean named = random.nextBoolean();
        var changed = new ArrayList<>(columns);
        changed.removeIf(column ->
                column.spec() == ChangeFormat.OVERWRITTEN_COUNT
                        || !named && column.spec() > ChangeFormat.OVERWRITTEN_COUNT);
        changed.add(new ChangeBody.Column(ChangeFormat.OVERWRITTEN_COUNT, counts.written()));
        changed.sort((a, b) -> Integer.compare(a.spec(), b.spec()));
        return changed;
    }

    /**
     * In the place of one byte, which is a whole number more often than not: a length, a count of
     * rows or of what is overwritten, a difference of counters.
     */
    private byte[] withHugeNumber(byte[] data) {
        int at = random.nextInt(data.length);
        var number = new ChunkWriter();
        switch (random.nextInt(5)) {
            case 0 -> number.unsignedNumber(Long.MAX_VALUE);
            case 1 -> number.unsignedNumber(1L << (31 + random.nextInt(32)));
            case 2 -> number.unsignedNumber(ChangeLimits.OPERATIONS_MAX + random.nextInt(3) - 1L);
            case 3 -> number.signedNumber(-1L << (31 + random.nextInt(32)));
            default -> number.signedNumber((1L << 62) - 1);
        }
        return Bytes.concat(
                        Bytes.of(data, 0, at),
                        number.written(),
                        Bytes.of(data, at + 1, data.length))
                .toArray();
    }

    private ChangeBody renumbered(ChangeBody body) {
        long seq = body.seq();
        long startOp = body.startOp();
        var dependencies = new ArrayList<>(body.dependencies());
        ActorId actor = body.actor();
        switch (random.nextInt(8)) {
            case 0 -> seq += random.nextInt(3) - 1L;
            case 1 -> startOp += random.nextInt(5) - 2L;
            case 2 -> startOp = 1L << random.nextInt(31);
            case 3 -> actor = Actors.actor(1 + random.nextInt(REPLICAS + 1));
            case 4 -> dependencies.remove(random.nextInt(dependencies.size()));
            case 5 -> seq = random.nextBoolean() ? Long.MAX_VALUE : ChangeLimits.COUNTER_MAX;
            case 6 -> startOp = random.nextBoolean() ? Long.MAX_VALUE : ChangeLimits.COUNTER_MAX;
            default -> {
                dependencies.add(changes.get(random.nextInt(changes.size())).hash());
                dependencies.sort(ChangeHash::compareTo);
            }
        }
        return new ChangeBody(
                dependencies, actor, seq, startOp, body.otherActors(), body.columns());
    }

    private ChangeBody withOtherActors(ChangeBody body) {
        var others = new ArrayList<>(body.otherActors());
        if (!others.isEmpty() && random.nextBoolean()) {
            others.set(
                    random.nextInt(others.size()),
                    Actors.actor(1 + random.nextInt(REPLICAS + 1)).value());
        } else {
            others.add(Actors.actor(1 + random.nextInt(REPLICAS + 1)).value());
        }
        if (random.nextBoolean()) {
            others.sort(Bytes::compareTo);
        }
        return new ChangeBody(
                body.dependencies(),
                body.actor(),
                body.seq(),
                body.startOp(),
                others,
                body.columns());
    }

    /** The body of a change as Automerge writes it. */
    static Bytes written(ChangeBody change, List<ChangeBody.Column> columns) {
        var body = new ChunkWriter();
        body.unsignedNumber(change.dependencies().size());
        change.dependencies().forEach(hash -> body.bytes(hash.value()));
        body.sizedBytes(change.actor().value().toArray());
        body.unsignedNumber(change.seq()).unsignedNumber(change.startOp());
        body.signedNumber(0); // The time.
        body.unsignedNumber(0); // No message.
        body.unsignedNumber(change.otherActors().size());
        change.otherActors().forEach(actor -> body.sizedBytes(actor.toArray()));
        body.unsignedNumber(columns.size());
        for (ChangeBody.Column column : columns) {
            body.unsignedNumber(column.spec()).unsignedNumber(column.data().size());
        }
        columns.forEach(column -> body.bytes(column.data()));
        return body.written();
    }
}
