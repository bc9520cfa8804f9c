package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One Automerge change, read from its raw bytes without Automerge: who made it, after what, and how
 * much it does. Immutable. What its operations say is not looked at here.
 */
public final class Change {

    /** What is larger can be handed to nobody; docs/PROTOCOL.md: raw change. */
    public static final int CHUNK_BYTES_MAX =
            ChangeLimits.BLANKED_BODY_BYTES_MAX + BlankedChunk.FRAME_BYTES_MAX;

    private final Bytes raw;
    private final ChangeHash hash;
    private final boolean blanked;
    private final ActorId actor;
    private final long seq;
    private final long startOp;
    private final int operations;
    private final int mapOperations;
    private final int inflatedBytes;
    private final List<ChangeHash> dependencies;

    private Change(Chunk chunk, Bytes raw, ChangeHash hash) {
        ChangeBody body = ChangeBody.parse(chunk.body());
        this.raw = raw;
        this.hash = hash;
        this.blanked = !hash.equals(chunk.hash());
        this.inflatedBytes = chunk.body().size();
        this.actor = body.actor();
        this.seq = body.seq();
        this.startOp = body.startOp();
        this.dependencies = body.dependencies();
        this.operations = OperationCount.of(body.columns());
        this.mapOperations = OperationCount.onMaps(body.columns());
        if (mapOperations > operations) {
            throw new MalformedChangeException("The change has more keys than operations.");
        }
    }

    /**
     * @param chunk exactly one change, compressed or not, or what is left of one that was
     *     {@linkplain #blanked blanked}
     * @throws MalformedChangeException if it is anything else
     */
    public static Change parse(Bytes chunk) {
        if (BlankedChunk.is(chunk)) {
            return left(chunk);
        }
        List<Change> changes = parseAll(chunk);
        if (changes.size() != 1) {
            throw new MalformedChangeException(
                    "These bytes hold %d changes, not one.".formatted(changes.size()));
        }
        return changes.getFirst();
    }

    /**
     * @param concatenated changes, one behind the other
     * @throws MalformedChangeException if anything in it is no change
     */
    public static List<Change> parseAll(Bytes concatenated) {
        byte[] bytes = concatenated.toArray();
        var reader = new ChunkReader(bytes);
        var changes = new ArrayList<Change>();
        while (reader.left() > 0) {
            Chunk chunk = Chunk.read(bytes, reader);
            changes.add(new Change(chunk, chunk.raw(), chunk.hash()));
        }
        return List.copyOf(changes);
    }

    private static Change left(Bytes raw) {
        ChangeHash hash = BlankedChunk.hash(raw);
        byte[] frame = BlankedChunk.frame(raw).toArray();
        var reader = new ChunkReader(frame);
        var left = new Change(Chunk.read(frame, reader), raw, hash);
        if (reader.left() > 0 || !left.isBlanked()) {
            throw new MalformedChangeException("This is not what is left of a change.");
        }
        return left;
    }

    /**
     * The same change without the characters that these operations insert, and without the lines by
     * which they describe an edit or name a version: marks stand there. It keeps its hash, and
     * thereby its place among all others; {@link #proof} names what is left. Other places are
     * passed over. Once more is the same as once.
     */
    public Change blanked(Blanks blanks) {
        Bytes before = bodyBytes();
        Bytes after = ChangeRewriting.blanked(before, blanks.places());
        return after.equals(before) ? this : parse(BlankedChunk.of(hash, Chunk.framed(after)));
    }

    /**
     * How large the raw bytes are at most, whatever is taken out of it.
     *
     * @return empty if its operations are none that a page can have
     */
    public OptionalInt chunkBytesMax() {
        if (blanked) {
            return OptionalInt.of(raw.size());
        }
        try {
            int growth = ChangeRewriting.growthBytesMax(OperationReader.read(body()));
            int left = BlankedChunk.FRAME_BYTES_MAX + inflatedBytes + growth;
            return OptionalInt.of(Math.max(raw.size(), left));
        } catch (MalformedChangeException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Of these places, those at which a mark stands already: nothing more can be taken out there.
     */
    public Blanks gone(Blanks named) {
        return Blanks.of(ChangeRewriting.marked(bodyBytes(), named.places()));
    }

    /** Whether characters of it were taken out: then its hash is not that of its bytes. */
    public boolean isBlanked() {
        return blanked;
    }

    /** The hash of its bytes as they are: that of the change, unless it was blanked. */
    public ChangeHash proof() {
        return blanked ? new ChangeHash(Chunk.hashed(bodyBytes()).sha256()) : hash;
    }

    /** The raw bytes, as they came. */
    public Bytes chunk() {
        return raw;
    }

    /** Of what the chunk holds: what it takes to read it. */
    public int inflatedBytes() {
        return inflatedBytes;
    }

    /** Read again from the bytes: who keeps changes does not want to keep them twice. */
    ChangeBody body() {
        return ChangeBody.parse(bodyBytes());
    }

    /** The same, undecoded. */
    Bytes bodyBytes() {
        return Chunk.body(blanked ? BlankedChunk.frame(raw) : raw);
    }

    public ChangeHash hash() {
        return hash;
    }

    public ActorId actor() {
        return actor;
    }

    /** Which change of its actor this is, counted from 1. */
    public long seq() {
        return seq;
    }

    /** The number of its first operation, counted from 1 over all its ancestors. */
    public long startOp() {
        return startOp;
    }

    /** The number of its last operation. */
    public long lastOperation() {
        return startOp + operations - 1;
    }

    public int operations() {
        return operations;
    }

    /** Whether it inserts or deletes text. */
    public boolean changesText() {
        return operations > mapOperations;
    }

    /** Whether it sets or deletes a key: the title, an alias, a file, a mark or the deletion. */
    public boolean changesMaps() {
        return mapOperations > 0;
    }

    /** What it was made on top of; strictly ascending. */
    public List<ChangeHash> dependencies() {
        return dependencies;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Change change && hash().equals(change.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    /** The hash, in short, and what it counts. */
    @Override
    public String toString() {
        return "%s… (%d operations)".formatted(hash().toString().substring(0, 8), operations);
    }
}
