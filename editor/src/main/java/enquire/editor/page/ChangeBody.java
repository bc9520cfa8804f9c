package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands inside the frame of a change, its columns still undecoded. Every length was checked
 * and nothing is left over; what the columns say was not looked at.
 *
 * @param dependencies strictly ascending
 * @param seq at least 1
 * @param startOp at least 1
 * @param otherActors whom the operations refer to besides the author
 * @param columns strictly ascending by what they hold
 */
record ChangeBody(
        List<ChangeHash> dependencies,
        ActorId actor,
        long seq,
        long startOp,
        List<Bytes> otherActors,
        List<Column> columns) {

    /** In a column's number: its data is compressed by itself, which only whole documents do. */
    private static final int COMPRESSED_BIT = 0x08;

    /**
     * @param spec which column, and the kind of its encoding in the three lowest bits
     */
    record Column(int spec, Bytes data) {}

    static ChangeBody parse(Bytes body) {
        byte[] bytes = body.toArray();
        var reader = new ChunkReader(bytes);
        List<ChangeHash> dependencies = dependencies(reader);
        ActorId actor = actor(reader.sizedBytes("actor"));
        long seq = counter(reader, "sequence number");
        long startOp = counter(reader, "first operation");
        reader.signedNumber(); // The time: Automerge for Java always writes 0, others may not.
        if (reader.sizedBytes("message").size() > 0) {
            throw new MalformedChangeException("A change of a page carries no message.");
        }
        int actorCount = reader.length("list of actors");
        var otherActors = new ArrayList<Bytes>();
        for (int i = 0; i < actorCount; i++) {
            otherActors.add(reader.sizedBytes("other actor"));
        }
        List<Column> columns = columns(reader);
        if (reader.left() > 0) {
            throw new MalformedChangeException("Something follows the operations of the change.");
        }
        return new ChangeBody(dependencies, actor, seq, startOp, List.copyOf(otherActors), columns);
    }

    private static List<ChangeHash> dependencies(ChunkReader reader) {
        int count = reader.length("list of dependencies");
        if (count > ChangeLimits.DEPENDENCIES_MAX) {
            throw new MalformedChangeException(
                    "The change follows %,d others; it may follow %,d."
                            .formatted(count, ChangeLimits.DEPENDENCIES_MAX));
        }
        var dependencies = new ArrayList<ChangeHash>();
        for (int i = 0; i < count; i++) {
            var hash = new ChangeHash(reader.bytes(ChangeHash.BYTES));
            if (i > 0 && dependencies.get(i - 1).compareTo(hash) >= 0) {
                throw new MalformedChangeException(
                        "The dependencies of the change are not in ascending order.");
            }
            dependencies.add(hash);
        }
        return List.copyOf(dependencies);
    }

    private static ActorId actor(Bytes actor) {
        if (actor.size() != ActorId.BYTES) {
            throw new MalformedChangeException(
                    "An actor has %d bytes, not %d.".formatted(ActorId.BYTES, actor.size()));
        }
        return new ActorId(actor);
    }

    private static long counter(ChunkReader reader, String what) {
        long counter = reader.unsignedNumber();
        if (counter < 1 || counter > ChangeLimits.COUNTER_MAX) {
            throw new MalformedChangeException(
                    "The %s of the change is %,d, which cannot be.".formatted(what, counter));
        }
        return counter;
    }

    private static List<Column> columns(ChunkReader reader) {
        int count = reader.length("list of columns");
        int[] specs = new int[count];
        long[] lengths = new long[count];
        for (int i = 0; i < count; i++) {
            long spec = reader.unsignedNumber();
            boolean ascends = i == 0 || spec > specs[i - 1];
            if (!ascends || spec > Integer.MAX_VALUE || (spec & COMPRESSED_BIT) != 0) {
                throw new MalformedChangeException("The columns of the change are not in order.");
            }
            specs[i] = (int) spec;
            lengths[i] = reader.unsignedNumber();
        }
        var columns = new ArrayList<Column>();
        for (int i = 0; i < count; i++) {
            if (lengths[i] > reader.left()) {
                throw new MalformedChangeException("A column of the change ends early.");
            }
            columns.add(new Column(specs[i], reader.bytes((int) lengths[i])));
        }
        return List.copyOf(columns);
    }
}
