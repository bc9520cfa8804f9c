package enquire.editor.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a page, read one after the other: what each of them is, and every character they
 * ever inserted, in the order of the text. It can be gone on with when more changes come, and kept
 * as bytes, so that nobody reads thousands of changes anew for each that is added. Changes are
 * named by the place in which they were read. Immutable; thread-safe.
 */
public final class Replay {

    /** Nothing was read yet. */
    public static final Replay EMPTY =
            new Replay(List.of(), List.of(), Optional.of(ReplayedText.EMPTY));

    private final List<ActorId> actors;
    private final List<ReplayedChange> changes;
    private final Optional<ReplayedText> text;
    private final ChangePlaces places;

    /**
     * @param text empty if it takes too long to read
     */
    Replay(List<ActorId> actors, List<ReplayedChange> changes, Optional<ReplayedText> text) {
        this.actors = List.copyOf(actors);
        this.changes = List.copyOf(changes);
        this.text = text;
        this.places = new ChangePlaces(this.changes.stream().map(ReplayedChange::hash).toList());
    }

    /**
     * With more changes behind these. If there are more than {@link TextHistory#OPERATIONS_MAX}
     * operations by then, or it takes more than {@link TextHistory#STEPS_MAX}, what the changes are
     * is read, and what they wrote is not.
     *
     * @param more screened; of all their ancestors, but the genesis, each is in this replay or
     *     before in the list; no two of one number
     * @throws IllegalArgumentException if an ancestor is missing
     */
    public Replay with(List<Change> more) {
        return with(more, TextHistory.STEPS_MAX);
    }

    Replay with(List<Change> more, long stepsMax) {
        var grownActors = new ArrayList<>(actors);
        var actorPlaces = new HashMap<ActorId, Integer>();
        actors.forEach(actor -> actorPlaces.put(actor, actorPlaces.size()));
        var grown = new ArrayList<>(changes);
        var fresh = new HashMap<ChangeHash, Integer>();
        for (Change change : more) {
            int actor = actorPlaces.computeIfAbsent(change.actor(), each -> actorPlaces.size());
            if (actor == grownActors.size()) {
                grownActors.add(change.actor());
            }
            grown.add(
                    new ReplayedChange(
                            change.hash(),
                            actor,
                            change.seq(),
                            change.startOp(),
                            change.operations(),
                            change.changesText(),
                            dependencies(change, fresh)));
            fresh.put(change.hash(), grown.size() - 1);
        }
        long operations = grown.stream().mapToLong(ReplayedChange::operations).sum();
        Optional<ReplayedText> read =
                operations > TextHistory.OPERATIONS_MAX
                        ? Optional.empty()
                        : text.flatMap(before ->
                                TextReplay.of(grownActors, grown, before, more, stepsMax));
        return new Replay(grownActors, grown, read);
    }

    private int[] dependencies(Change change, Map<ChangeHash, Integer> fresh) {
        int[] found = new int[change.dependencies().size()];
        int count = 0;
        for (ChangeHash dependency : change.dependencies()) {
            if (dependency.equals(Genesis.HASH)) {
                continue;
            }
            Integer place = fresh.get(dependency);
            found[count++] =
                    place != null
                            ? place
                            : place(dependency)
                                    .orElseThrow(() ->
                                            new IllegalArgumentException("an ancestor is missing"));
        }
        return count == 0 ? ReplayedChange.NO_DEPENDENCIES : Arrays.copyOf(found, count);
    }

    public int size() {
        return changes.size();
    }

    /** Everybody who made a change; some of them can be of one author. */
    public List<ActorId> actors() {
        return actors;
    }

    /** Who made a change: a place among {@link #actors}. */
    public int actor(int change) {
        return changes.get(change).actor();
    }

    public ChangeHash hash(int change) {
        return changes.get(change).hash();
    }

    /** Which change of its actor it is. */
    public long seq(int change) {
        return changes.get(change).seq();
    }

    /** The number of its first operation. */
    public long startOp(int change) {
        return changes.get(change).startOp();
    }

    /** Whether it inserts or deletes text. */
    public boolean writesText(int change) {
        return changes.get(change).writesText();
    }

    /** The places of what a change was made on, without the genesis; not to be written into. */
    public int[] dependencies(int change) {
        return changes.get(change).dependencies();
    }

    public Optional<Integer> place(ChangeHash change) {
        return places.of(change);
    }

    /** The changes that no other one of these was made on. */
    public Heads heads() {
        var followed = new BitSet(changes.size());
        for (ReplayedChange change : changes) {
            for (int dependency : change.dependencies()) {
                followed.set(dependency);
            }
        }
        var heads = new ArrayList<ChangeHash>();
        for (int i = followed.nextClearBit(0);
                i < changes.size();
                i = followed.nextClearBit(i + 1)) {
            heads.add(hash(i));
        }
        return Heads.of(heads);
    }

    List<ReplayedChange> changes() {
        return changes;
    }

    Optional<ReplayedText> readText() {
        return text;
    }

    /**
     * What they wrote, told of the same changes in another order; empty if it takes too long to
     * read.
     *
     * @param row place of each of them here, so that each stands behind those it was made on
     */
    public Optional<TextHistory> text(int[] row) {
        return text.map(read -> read.inOrder(actors, changes, row));
    }

    /** In the order they were read in. */
    Optional<TextHistory> text() {
        int[] row = new int[changes.size()];
        Arrays.setAll(row, i -> i);
        return text(row);
    }

    /** For keeping: see {@link #read}. */
    public Bytes toBytes() {
        return ReplayCodec.write(this);
    }

    /**
     * @param kept what {@link #toBytes} made; never bytes from anybody else
     * @throws IllegalArgumentException if it is anything else, or was made by a release that reads
     *     changes in another way
     */
    public static Replay read(Bytes kept) {
        return ReplayCodec.read(kept);
    }
}
