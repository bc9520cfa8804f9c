package enquire.editor.page;

import enquire.editor.page.Operation.PageMap;
import enquire.editor.page.Operation.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts every character that a page ever had in its place, without Automerge. Characters stand in
 * the order that Automerge gives them: each behind the one it was typed after, and of several typed
 * there the one with the higher number first, then the one of the larger actor. Each operation has
 * a slot in a few arrays, 16 bytes in all. One use, one thread.
 */
final class TextReplay {

    /** Behind the last character, and before the first. */
    private static final int NONE = -1;

    /** What a change wrote into maps, of which so much is told. (A guess: nobody reads more.) */
    private static final int ACTS_MAX = 16;

    /** Names that are looked at: as many as of any kind of key count in a page. */
    private static final int MARKS_MAX = PageContent.KEYS_MAX;

    private static final int[] NOBODY = {};

    /** Of all of them, in UTF-16 units. (A guess: far more than a page's titles and ticks take.) */
    private static final int ACTS_CHARS_MAX = 1 << 21;

    private final List<Change> changes;
    private final long stepsMax;

    /** By change: its first slot, the number of its first operation, and the rank of its actor. */
    private final int[] firstSlots;

    private final long[] startOps;
    private final int[] actorRanks;

    /** By slot: code point, whose change, the next one in the text, who deleted it first. */
    private final int[] characters;

    private final int[] changeOf;
    private final int[] next;
    private final int[] deletedBy;

    private final Map<Integer, int[]> deletedAlsoBy = new HashMap<>();
    private final Map<Integer, List<TextHistory.Act>> acts = new HashMap<>();

    /** The names of versions: by key and slot. */
    private final Map<String, Map<Integer, String>> marks = new HashMap<>();

    private final Map<ActorId, TreeMap<Long, Integer>> byActor = new HashMap<>();

    /** Where the last character was found: the next one mostly is of the same change. */
    private int lastFound;

    private @Nullable TreeMap<Long, Integer> lastActor;
    private int first = NONE;
    private int inserted;
    private int actsChars;
    private long steps;

    /**
     * @param changes each after those it depends on
     * @param stepsMax how many characters may be passed by in all, to find the place of others, and
     *     how many deletions of one that was deleted already
     */
    private TextReplay(List<Change> changes, long stepsMax) {
        this.changes = changes;
        this.stepsMax = stepsMax;
        int slots = Math.toIntExact(changes.stream().mapToLong(Change::operations).sum());
        firstSlots = new int[changes.size()];
        startOps = new long[changes.size()];
        actorRanks = new int[changes.size()];
        characters = new int[slots];
        changeOf = new int[slots];
        next = new int[slots];
        deletedBy = new int[slots];
        Arrays.fill(deletedBy, TextHistory.NEVER);
    }

    /** Empty if it would take too long. */
    static Optional<TextHistory> of(List<Change> changes, long stepsMax) {
        var replay = new TextReplay(changes, stepsMax);
        replay.rankActors();
        int slot = 0;
        for (int i = 0; i < changes.size(); i++) {
            replay.firstSlots[i] = slot;
            if (!replay.take(i)) {
                return Optional.empty();
            }
            slot += changes.get(i).operations();
        }
        return Optional.of(replay.history());
    }

    private void rankActors() {
        List<ActorId> actors =
                changes.stream()
                        .map(Change::actor)
                        .distinct()
                        .sorted((a, b) -> a.value().compareTo(b.value()))
                        .toList();
        var ranks = new HashMap<ActorId, Integer>();
        actors.forEach(actor -> ranks.put(actor, ranks.size()));
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            actorRanks[i] = ranks.get(change.actor());
            startOps[i] = change.startOp();
        }
    }

    private boolean take(int change) {
        ChangeBody body = changes.get(change).body();
        byActor.computeIfAbsent(body.actor(), actor -> new TreeMap<>()).put(body.startOp(), change);
        if (!changes.get(change).changesMaps()) {
            takeText(change, body);
            return steps <= stepsMax;
        }
        int slot = firstSlots[change];
        for (Operation operation : OperationReader.read(body)) {
            if (steps > stepsMax) {
                return false;
            }
            changeOf[slot] = change;
            switch (operation) {
                case Operation.Insert insert -> {
                    characters[slot] = insert.character();
                    insert(
                            slot,
                            insert.after().equals(Reference.BEGINNING)
                                    ? NONE
                                    : slot(body, insert.after()));
                }
                case Operation.Delete delete -> delete(slot(body, delete.character()), change);
                case Operation.Write write -> {
                    note(change, write);
                    mark(slot, body, write);
                }
            }
            slot++;
        }
        return steps <= stepsMax;
    }

    private void takeText(int change, ChangeBody body) {
        TextColumns rows = TextColumns.read(body, changes.get(change).operations());
        TreeMap<Long, Integer> own = changesOf(body, 0);
        for (int i = 0; i < rows.inserts().length && steps <= stepsMax; i++) {
            int slot = firstSlots[change] + i;
            int actor = rows.actors()[i];
            changeOf[slot] = change;
            int named =
                    actor == TextColumns.NOBODY
                            ? NONE
                            : slot(actor == 0 ? own : changesOf(body, actor), rows.counters()[i]);
            if (rows.inserts()[i]) {
                characters[slot] = rows.characters()[i];
                insert(slot, named);
            } else if (named == NONE) {
                throw missing();
            } else {
                delete(named, change);
            }
        }
    }

    /** What follows a later one that was typed at the same place has a higher number still. */
    private void insert(int slot, int behind) {
        int before = behind;
        int after = before == NONE ? first : next[before];
        while (after != NONE && isHigher(after, slot) && steps <= stepsMax) {
            before = after;
            after = next[after];
            steps++;
        }
        next[slot] = after;
        if (before == NONE) {
            first = slot;
        } else {
            next[before] = slot;
        }
        inserted++;
    }

    private boolean isHigher(int one, int other) {
        int byNumber = Long.compare(number(one), number(other));
        return byNumber != 0
                ? byNumber > 0
                : actorRanks[changeOf[one]] > actorRanks[changeOf[other]];
    }

    private long number(int slot) {
        int change = changeOf[slot];
        return startOps[change] + slot - firstSlots[change];
    }

    private void delete(int slot, int change) {
        if (deletedBy[slot] == TextHistory.NEVER) {
            deletedBy[slot] = change;
            return;
        }
        int[] others = deletedAlsoBy.getOrDefault(slot, NOBODY);
        int[] more = Arrays.copyOf(others, others.length + 1);
        more[others.length] = change;
        deletedAlsoBy.put(slot, more);
        steps += others.length; // Whoever deletes one character over and over must not be free.
    }

    private int slot(ChangeBody body, Reference reference) {
        return slot(changesOf(body, reference.actor()), reference.counter());
    }

    /** The changes of an actor by the number of their first operation. */
    private TreeMap<Long, Integer> changesOf(ChangeBody body, int actor) {
        ActorId id = actor == 0 ? body.actor() : new ActorId(body.otherActors().get(actor - 1));
        TreeMap<Long, Integer> found = byActor.get(id);
        if (found == null) {
            throw missing();
        }
        return found;
    }

    private int slot(TreeMap<Long, Integer> ofActor, long counter) {
        if (isIn(lastFound, counter) && ofActor == lastActor) {
            return firstSlots[lastFound] + (int) (counter - startOps[lastFound]);
        }
        Map.Entry<Long, Integer> found = ofActor.floorEntry(counter);
        if (found == null || !isIn(found.getValue(), counter)) {
            throw missing();
        }
        lastActor = ofActor;
        lastFound = found.getValue();
        return firstSlots[lastFound] + (int) (counter - startOps[lastFound]);
    }

    private boolean isIn(int change, long counter) {
        long offset = counter - startOps[change];
        return offset >= 0 && offset < changes.get(change).operations();
    }

    private static IllegalArgumentException missing() {
        return new IllegalArgumentException("an ancestor is missing, or it was not screened");
    }

    /** What two wrote at once stands there twice, until somebody writes on both. */
    private void mark(int slot, ChangeBody body, Operation.Write write) {
        if (write.map() != PageMap.MARKS || !write.key().startsWith(NamedVersion.PREFIX)) {
            return;
        }
        Map<Integer, String> values = marks.computeIfAbsent(write.key(), none -> new HashMap<>());
        write.overwritten().forEach(reference -> values.remove(slot(body, reference)));
        if (!write.deletes() && (marks.size() <= MARKS_MAX || !values.isEmpty())) {
            values.put(slot, write.value());
        }
        if (values.isEmpty()) {
            marks.remove(write.key());
        }
    }

    /** Of several, that of the highest number, which is what Automerge shows. */
    private List<NamedVersion> names() {
        var names = new ArrayList<NamedVersion>();
        marks.forEach((key, values) -> {
            int winner = values.keySet().iterator().next();
            for (int slot : values.keySet()) {
                winner = isHigher(slot, winner) ? slot : winner;
            }
            NamedVersion.of(key, values.get(winner), changeOf[winner]).ifPresent(names::add);
        });
        return names;
    }

    private void note(int change, Operation.Write write) {
        List<TextHistory.Act> noted = acts.computeIfAbsent(change, none -> new ArrayList<>());
        if (noted.size() < ACTS_MAX && actsChars < ACTS_CHARS_MAX) {
            TextHistory.Act.of(write).ifPresent(noted::add);
            actsChars += write.key().length() + write.value().length();
        }
    }

    /** The characters alone, in the order of the text. */
    private TextHistory history() {
        int[] ordered = new int[inserted];
        int[] insertedBy = new int[inserted];
        int[] deleted = new int[inserted];
        var also = new HashMap<Integer, int[]>();
        int at = 0;
        for (int slot = first; slot != NONE; slot = next[slot]) {
            ordered[at] = characters[slot];
            insertedBy[at] = changeOf[slot];
            deleted[at] = deletedBy[slot];
            int[] others = deletedAlsoBy.get(slot);
            if (others != null) {
                also.put(at, others);
            }
            at++;
        }
        return new TextHistory(
                TextHistory.placesOf(changes),
                changes.size(),
                ordered,
                insertedBy,
                deleted,
                also,
                acts,
                names());
    }
}
