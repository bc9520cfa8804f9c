package enquire.editor.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the changes of a {@link Replay} wrote. Each operation has a slot: those of the first change,
 * then those of the second, and so on. Nobody writes into the arrays.
 *
 * @param characters code points, in the order of the text
 * @param slots the slot of each character's insertion
 * @param deletedBy the place of the change that deleted it first; {@link TextHistory#NEVER}
 * @param deletedAlsoBy by slot, the places of the others that deleted it, in order
 * @param acts what changes did besides writing text, by their place
 * @param marks names of versions: by key and slot, what was not overwritten yet
 * @param actsChars of all that is told in {@code acts}
 * @param steps what it took to read
 */
record ReplayedText(
        int[] characters,
        int[] slots,
        int[] deletedBy,
        Map<Integer, int[]> deletedAlsoBy,
        Map<Integer, List<TextHistory.Act>> acts,
        Map<String, Map<Integer, String>> marks,
        int actsChars,
        long steps) {

    private static final int[] NOTHING = {};

    static final ReplayedText EMPTY =
            new ReplayedText(NOTHING, NOTHING, NOTHING, Map.of(), Map.of(), Map.of(), 0, 0);

    /** The first slot of each change. */
    static int[] firstSlots(List<ReplayedChange> changes) {
        int[] first = new int[changes.size()];
        int slot = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = slot;
            slot += changes.get(i).operations();
        }
        return first;
    }

    /** By slot: the place of its change. */
    static int[] changesOf(List<ReplayedChange> changes) {
        int slots = changes.stream().mapToInt(ReplayedChange::operations).sum();
        int[] changeOf = new int[slots];
        int slot = 0;
        for (int i = 0; i < changes.size(); i++) {
            int end = slot + changes.get(i).operations();
            Arrays.fill(changeOf, slot, end, i);
            slot = end;
        }
        return changeOf;
    }

    /** See {@link Replay#text(int[])}. */
    TextHistory inOrder(List<ActorId> actors, List<ReplayedChange> changes, int[] row) {
        int[] placeOf = new int[row.length];
        var hashes = new ArrayList<ChangeHash>(row.length);
        for (int i = 0; i < row.length; i++) {
            placeOf[row[i]] = i;
            hashes.add(changes.get(row[i]).hash());
        }
        int[] changeOf = changesOf(changes);
        int[] insertedBy = new int[slots.length];
        int[] deleted = new int[slots.length];
        var also = new HashMap<Integer, int[]>();
        for (int i = 0; i < slots.length; i++) {
            insertedBy[i] = placeOf[changeOf[slots[i]]];
            int by = deletedBy[i];
            deleted[i] = by == TextHistory.NEVER ? by : placeOf[by];
            if (by != TextHistory.NEVER && !deletedAlsoBy.isEmpty()) {
                int[] others = deletedAlsoBy.get(slots[i]);
                if (others != null) {
                    deleted[i] = inOrder(others, by, placeOf, i, also);
                }
            }
        }
        var told = new HashMap<Integer, List<TextHistory.Act>>();
        acts.forEach((change, each) -> told.put(placeOf[change], each));
        return new TextHistory(
                new ChangePlaces(hashes),
                characters,
                insertedBy,
                deleted,
                also,
                told,
                names(actors, changes, changeOf, placeOf));
    }

    /** Returns the first of all that deleted a character, and notes the others. */
    private static int inOrder(
            int[] others, int by, int[] placeOf, int character, Map<Integer, int[]> also) {
        int[] all = new int[others.length + 1];
        all[0] = placeOf[by];
        for (int i = 0; i < others.length; i++) {
            all[i + 1] = placeOf[others[i]];
        }
        Arrays.sort(all);
        also.put(character, Arrays.copyOfRange(all, 1, all.length));
        return all[0];
    }

    /** Of several, that of the highest number, which is what Automerge shows. */
    private List<NamedVersion> names(
            List<ActorId> actors, List<ReplayedChange> changes, int[] changeOf, int[] placeOf) {
        var names = new ArrayList<NamedVersion>();
        int[] firstSlots = marks.isEmpty() ? NOTHING : firstSlots(changes);
        marks.forEach((key, values) -> {
            int winner = values.keySet().iterator().next();
            for (int slot : values.keySet()) {
                ReplayedChange one = changes.get(changeOf[slot]);
                ReplayedChange other = changes.get(changeOf[winner]);
                long number = one.startOp() + slot - firstSlots[changeOf[slot]];
                long before = other.startOp() + winner - firstSlots[changeOf[winner]];
                boolean wins =
                        number != before
                                ? number > before
                                : actors.get(one.actor()).compareTo(actors.get(other.actor())) > 0;
                winner = wins ? slot : winner;
            }
            NamedVersion.of(key, values.get(winner), placeOf[changeOf[winner]])
                    .ifPresent(names::add);
        });
        return names;
    }
}
