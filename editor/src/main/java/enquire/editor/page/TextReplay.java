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

    private final List<ActorId> actors;
    private final List<ReplayedChange> changes;
    private final long stepsMax;

    /** By change: its first slot. */
    private final int[] firstSlots;

    /** By actor: its place among all of them in order. */
    private final int[] ranks;

    /** By slot: code point, whose change, the next one in the text, who deleted it first. */
    private final int[] characters;

    private final int[] changeOf;
    private final int[] next;
    private final int[] deletedBy;

    private final Map<Integer, int[]> deletedAlsoBy;
    private final Map<Integer, List<TextHistory.Act>> acts;

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
     * @param actors of all changes
     * @param changes those that were read before, and those that are read now
     * @param stepsMax how many characters may be passed by in all, to find the place of others, and
     *     how many deletions of one that was deleted already
     */
    private TextReplay(
            List<ActorId> actors,
            List<ReplayedChange> changes,
            ReplayedText before,
            long stepsMax) {
        this.actors = actors;
        this.changes = changes;
        this.stepsMax = stepsMax;
        firstSlots = ReplayedText.firstSlots(changes);
        changeOf = ReplayedText.changesOf(changes);
        characters = new int[changeOf.length];
        next = new int[changeOf.length];
        deletedBy = new int[changeOf.length];
        Arrays.fill(deletedBy, TextHistory.NEVER);
        deletedAlsoBy = new HashMap<>(before.deletedAlsoBy());
        acts = new HashMap<>(before.acts());
        before.marks().forEach((key, values) -> marks.put(key, new HashMap<>(values)));
        actsChars = before.actsChars();
        steps = before.steps();
        ranks = ranks(actors);
        goOnFrom(before);
    }

    /**
     * @param changes those of {@code before} and those of {@code more}, each after those it depends
     *     on
     * @return empty if it would take too long
     */
    static Optional<ReplayedText> of(
            List<ActorId> actors,
            List<ReplayedChange> changes,
            ReplayedText before,
            List<Change> more,
            long stepsMax) {
        var replay = new TextReplay(actors, changes, before, stepsMax);
        int known = changes.size() - more.size();
        for (int i = 0; i < known; i++) {
            replay.index(i);
        }
        for (int i = 0; i < more.size(); i++) {
            replay.index(known + i);
            if (!replay.take(known + i, more.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(replay.read());
    }

    private void goOnFrom(ReplayedText before) {
        int last = NONE;
        for (int i = 0; i < before.slots().length; i++) {
            int slot = before.slots()[i];
            characters[slot] = before.characters()[i];
            deletedBy[slot] = before.deletedBy()[i];
            if (last == NONE) {
                first = slot;
            } else {
                next[last] = slot;
            }
            next[slot] = NONE;
            last = slot;
        }
        inserted = before.slots().length;
    }

    private static int[] ranks(List<ActorId> actors) {
        List<ActorId> ordered = actors.stream().sorted().toList();
        return actors.stream().mapToInt(ordered::indexOf).toArray();
    }

    private void index(int change) {
        ReplayedChange noted = changes.get(change);
        byActor.computeIfAbsent(actors.get(noted.actor()), actor -> new TreeMap<>())
                .put(noted.startOp(), change);
    }

    private boolean take(int change, Change source) {
        ChangeBody body = source.body();
        if (!source.changesMaps()) {
            takeText(change, body);
            return steps <= stepsMax;
        }
        int slot = firstSlots[change];
        for (Operation operation : OperationReader.read(body)) {
            if (steps > stepsMax) {
                return false;
            }
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
        return byNumber != 0 ? byNumber > 0 : rank(one) > rank(other);
    }

    private int rank(int slot) {
        return ranks[changes.get(changeOf[slot]).actor()];
    }

    private long number(int slot) {
        int change = changeOf[slot];
        return changes.get(change).startOp() + slot - firstSlots[change];
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
            return slotIn(lastFound, counter);
        }
        Map.Entry<Long, Integer> found = ofActor.floorEntry(counter);
        if (found == null || !isIn(found.getValue(), counter)) {
            throw missing();
        }
        lastActor = ofActor;
        lastFound = found.getValue();
        return slotIn(lastFound, counter);
    }

    private int slotIn(int change, long counter) {
        return firstSlots[change] + (int) (counter - changes.get(change).startOp());
    }

    private boolean isIn(int change, long counter) {
        long offset = counter - changes.get(change).startOp();
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

    private void note(int change, Operation.Write write) {
        List<TextHistory.Act> noted = acts.computeIfAbsent(change, none -> new ArrayList<>());
        if (noted.size() < ACTS_MAX && actsChars < ACTS_CHARS_MAX) {
            TextHistory.Act.of(write).ifPresent(noted::add);
            actsChars += write.key().length() + write.value().length();
        }
    }

    /** The characters alone, in the order of the text. */
    private ReplayedText read() {
        int[] ordered = new int[inserted];
        int[] slots = new int[inserted];
        int[] deleted = new int[inserted];
        int at = 0;
        for (int slot = first; slot != NONE; slot = next[slot]) {
            ordered[at] = characters[slot];
            slots[at] = slot;
            deleted[at] = deletedBy[slot];
            at++;
        }
        return new ReplayedText(
                ordered, slots, deleted, deletedAlsoBy, acts, marks, actsChars, steps);
    }
}
