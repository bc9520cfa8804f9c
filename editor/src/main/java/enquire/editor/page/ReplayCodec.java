package enquire.editor.page;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Replay} as bytes. Numbers stand in columns of four or eight bytes each, because such
 * columns are read in one go: a node that has just started reads them a hundred times as fast as
 * numbers of varying length. Every count is checked before anything is allocated, and every place
 * is checked to be one.
 */
final class ReplayCodec {

    /**
     * Of this form, and of how changes are read: it is raised whenever {@link TextReplay} or {@link
     * TextHistory.Act#of} would make something else of the same changes.
     */
    private static final int FORMAT = 1;

    private final ByteBuffer in;

    private ReplayCodec(ByteBuffer in) {
        this.in = in;
    }

    static Bytes write(Replay replay) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(replay.actors().size());
            for (ActorId actor : replay.actors()) {
                out.write(actor.value().toArray());
            }
            write(out, replay.changes());
            out.writeBoolean(replay.readText().isPresent());
            if (replay.readText().isPresent()) {
                write(out, replay.readText().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, List<ReplayedChange> changes)
            throws IOException {
        out.writeInt(changes.size());
        for (ReplayedChange change : changes) {
            out.write(change.hash().value().toArray());
        }
        for (ReplayedChange change : changes) {
            out.writeInt(change.actor());
            out.writeLong(change.seq());
            out.writeLong(change.startOp());
            out.writeInt(change.operations());
            out.writeBoolean(change.writesText());
            write(out, change.dependencies());
        }
    }

    private static void write(DataOutputStream out, ReplayedText text) throws IOException {
        write(out, text.characters());
        write(out, text.slots());
        write(out, text.deletedBy());
        out.writeInt(text.deletedAlsoBy().size());
        for (Map.Entry<Integer, int[]> each : text.deletedAlsoBy().entrySet()) {
            out.writeInt(each.getKey());
            write(out, each.getValue());
        }
        out.writeInt(text.acts().size());
        for (Map.Entry<Integer, List<TextHistory.Act>> each : text.acts().entrySet()) {
            out.writeInt(each.getKey());
            out.writeInt(each.getValue().size());
            for (TextHistory.Act act : each.getValue()) {
                out.writeByte(act.kind().ordinal());
                write(out, act.key());
                write(out, act.value());
            }
        }
        out.writeInt(text.marks().size());
        for (Map.Entry<String, Map<Integer, String>> mark : text.marks().entrySet()) {
            write(out, mark.getKey());
            out.writeInt(mark.getValue().size());
            for (Map.Entry<Integer, String> value : mark.getValue().entrySet()) {
                out.writeInt(value.getKey());
                write(out, value.getValue());
            }
        }
        out.writeInt(text.actsChars());
        out.writeLong(text.steps());
    }

    private static void write(DataOutputStream out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        ByteBuffer column = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        column.asIntBuffer().put(numbers);
        out.write(column.array());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /**
     * @throws IllegalArgumentException if it is not one
     */
    static Replay read(Bytes kept) {
        var codec = new ReplayCodec(ByteBuffer.wrap(kept.toArray()));
        try {
            Replay replay = codec.read();
            require(codec.in.remaining() == 0);
            return replay;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a kept replay ends early", e);
        }
    }

    private Replay read() {
        require(in.getInt() == FORMAT);
        int actorCount = count(ActorId.BYTES);
        var actors = new ArrayList<ActorId>(actorCount);
        for (int i = 0; i < actorCount; i++) {
            actors.add(new ActorId(bytes(ActorId.BYTES)));
        }
        List<ReplayedChange> changes = changes(actorCount);
        boolean read = in.get() != 0;
        return new Replay(actors, changes, read ? Optional.of(text(changes)) : Optional.empty());
    }

    private List<ReplayedChange> changes(int actors) {
        int count = count(ChangeHash.BYTES);
        var hashes = new ArrayList<ChangeHash>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(new ChangeHash(bytes(ChangeHash.BYTES)));
        }
        var changes = new ArrayList<ReplayedChange>(count);
        long operations = 0;
        for (int i = 0; i < count; i++) {
            int actor = place(actors);
            long seq = in.getLong();
            long startOp = in.getLong();
            int own = in.getInt();
            operations += own;
            require(own >= 0 && operations <= Integer.MAX_VALUE);
            boolean writesText = in.get() != 0;
            int[] dependencies = numbers();
            requireBetween(dependencies, 0, i);
            changes.add(
                    new ReplayedChange(
                            hashes.get(i), actor, seq, startOp, own, writesText, dependencies));
        }
        return changes;
    }

    private ReplayedText text(List<ReplayedChange> changes) {
        int slotCount = changes.stream().mapToInt(ReplayedChange::operations).sum();
        require(slotCount <= TextHistory.OPERATIONS_MAX);
        int[] characters = numbers();
        int[] slots = numbers();
        int[] deletedBy = numbers();
        require(slots.length == characters.length && deletedBy.length == characters.length);
        requireBetween(characters, 0, Character.MAX_CODE_POINT + 1);
        requireBetween(slots, 0, slotCount);
        requireBetween(deletedBy, TextHistory.NEVER, changes.size());
        var also = new HashMap<Integer, int[]>();
        for (int left = count(Integer.BYTES); left > 0; left--) {
            int slot = place(slotCount);
            int[] others = numbers();
            requireBetween(others, 0, changes.size());
            also.put(slot, others);
        }
        Map<Integer, List<TextHistory.Act>> acts = acts(changes.size());
        Map<String, Map<Integer, String>> marks = marks(slotCount);
        return new ReplayedText(
                characters, slots, deletedBy, also, acts, marks, in.getInt(), in.getLong());
    }

    private Map<Integer, List<TextHistory.Act>> acts(int changes) {
        var acts = new HashMap<Integer, List<TextHistory.Act>>();
        for (int left = count(Integer.BYTES); left > 0; left--) {
            int change = place(changes);
            var told = new ArrayList<TextHistory.Act>();
            for (int more = count(1); more > 0; more--) {
                var kinds = TextHistory.Act.Kind.values();
                told.add(
                        new TextHistory.Act(
                                kinds[place(in.get(), kinds.length)], string(), string()));
            }
            acts.put(change, told);
        }
        return acts;
    }

    private Map<String, Map<Integer, String>> marks(int slots) {
        var marks = new HashMap<String, Map<Integer, String>>();
        for (int left = count(Integer.BYTES); left > 0; left--) {
            String key = string();
            var values = new HashMap<Integer, String>();
            for (int more = count(Integer.BYTES); more > 0; more--) {
                values.put(place(slots), string());
            }
            require(!values.isEmpty());
            marks.put(key, values);
        }
        return marks;
    }

    /** How many things of at least so many bytes each follow. */
    private int count(int bytes) {
        int count = in.getInt();
        require(count >= 0 && count <= in.remaining() / bytes);
        return count;
    }

    private int place(int places) {
        return place(in.getInt(), places);
    }

    private static int place(int place, int places) {
        require(place >= 0 && place < places);
        return place;
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }

    private String string() {
        return new String(bytes(count(1)).toArray(), StandardCharsets.UTF_8);
    }

    private int[] numbers() {
        int[] numbers = new int[count(Integer.BYTES)];
        in.asIntBuffer().get(numbers);
        in.position(in.position() + numbers.length * Integer.BYTES);
        return numbers;
    }

    private static void requireBetween(int[] numbers, int from, int to) {
        for (int number : numbers) {
            require(number >= from && number < to);
        }
    }

    private static void require(boolean held) {
        if (!held) {
            throw new IllegalArgumentException("this is no kept replay, or one of another form");
        }
    }
}
