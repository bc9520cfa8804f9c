package enquire.editor.page;

import enquire.editor.text.TextChange;
import enquire.editor.text.TextChange.Replacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every character that a page ever had, in the order of the text, with the change that inserted it
 * and those that deleted it: the text of any version, what any changes did to it, and who wrote
 * what, without Automerge. Changes are named by their place in the list they were read from.
 * Immutable; thread-safe.
 */
public final class TextHistory {

    /** Of a character that is still there. */
    public static final int NEVER = -1;

    private static final int[] NOBODY = {};

    /**
     * How many characters may be passed by in all while others are put in their places. It grows
     * only with what many wrote at the same place while apart; a page that was made to take longer
     * has no such history. (About a second; arithmetic, 5 ns each.)
     */
    public static final long STEPS_MAX = 200_000_000;

    /**
     * Characters typed and deleted. Such a page takes 64 MB while it is read, and 48 MB after.
     * (Arithmetic: 16 and 12 bytes each. As much as may be typed into a page at all.)
     */
    public static final long OPERATIONS_MAX = 1L << 22;

    /**
     * @param before the text without some changes
     * @param change what they make of it
     */
    public record Part(String before, TextChange change) {
        public String after() {
            return change.apply(before);
        }
    }

    /**
     * A stretch of a text that one change inserted.
     *
     * @param from first UTF-16 unit
     * @param to behind the last one
     * @param change place in the list
     */
    public record Run(int from, int to, int change) {}

    /**
     * What a change did besides writing text.
     *
     * @param key of a mark or an attachment; else empty
     * @param value the new title, or what the mark says; else empty
     */
    public record Act(Kind kind, String key, String value) {

        /** What was done. */
        public enum Kind {
            RENAMED,
            DELETED,
            RESTORED,
            ATTACHED,
            MARKED,
            UNMARKED
        }

        static Optional<Act> of(Operation.Write write) {
            return switch (write.map()) {
                case ROOT ->
                        write.key().equals(PageObjects.TITLE)
                                ? Optional.of(new Act(Kind.RENAMED, "", write.value()))
                                : Optional.of(
                                        new Act(
                                                write.deletes() ? Kind.RESTORED : Kind.DELETED,
                                                "",
                                                ""));
                case FILES ->
                        write.deletes()
                                ? Optional.empty()
                                : Optional.of(new Act(Kind.ATTACHED, write.key(), ""));
                case MARKS ->
                        Optional.of(
                                new Act(
                                        write.deletes() ? Kind.UNMARKED : Kind.MARKED,
                                        write.key(),
                                        write.value()));
                case ALIASES -> Optional.empty();
            };
        }
    }

    private final ChangePlaces places;
    private final int size;
    private final int[] characters;
    private final int[] insertedBy;
    private final int[] deletedBy;
    private final Map<Integer, int[]> deletedAlsoBy;
    private final Map<Integer, List<Act>> acts;
    private final List<NamedVersion> names;

    TextHistory(
            ChangePlaces places,
            int[] characters,
            int[] insertedBy,
            int[] deletedBy,
            Map<Integer, int[]> deletedAlsoBy,
            Map<Integer, List<Act>> acts,
            List<NamedVersion> names) {
        this(places, places.size(), characters, insertedBy, deletedBy, deletedAlsoBy, acts, names);
    }

    private TextHistory(
            ChangePlaces places,
            int size,
            int[] characters,
            int[] insertedBy,
            int[] deletedBy,
            Map<Integer, int[]> deletedAlsoBy,
            Map<Integer, List<Act>> acts,
            List<NamedVersion> names) {
        this.places = places;
        this.size = size;
        this.characters = characters;
        this.insertedBy = insertedBy;
        this.deletedBy = deletedBy;
        this.deletedAlsoBy = deletedAlsoBy;
        this.acts = acts;
        this.names = List.copyOf(names);
    }

    /**
     * @param changes screened, with all their ancestors but the genesis; no two of one number; each
     *     after those it depends on
     * @return empty if there are more than {@link #OPERATIONS_MAX} operations, or it takes more
     *     than {@link #STEPS_MAX}
     */
    public static Optional<TextHistory> of(List<Change> changes) {
        return of(Replay.EMPTY, changes);
    }

    /**
     * The same of changes that were replayed and others behind them; the replay stays as it is.
     *
     * @param more see {@link Replay#with}
     */
    public static Optional<TextHistory> of(Replay replayed, List<Change> more) {
        return replayed.with(more).text();
    }

    /**
     * With one more change behind all others, which has no hash: it makes {@code now} of the text.
     */
    public TextHistory followedBy(String now) {
        return PendingText.behind(this, now);
    }

    /**
     * @param moved where each character of this history stands among the new ones
     */
    TextHistory followed(int[] characters, int[] insertedBy, int[] deletedBy, int[] moved) {
        Map<Integer, int[]> also = new HashMap<>();
        deletedAlsoBy.forEach((character, others) -> also.put(moved[character], others));
        return new TextHistory(
                places, size + 1, characters, insertedBy, deletedBy, also, acts, names);
    }

    /** How many changes it was read from. */
    public int size() {
        return size;
    }

    /** The places of all changes. */
    BitSet all() {
        var all = new BitSet(size);
        all.set(0, size);
        return all;
    }

    /** Its place in the list. */
    public Optional<Integer> place(ChangeHash change) {
        return places.of(change);
    }

    /** The places of these changes; those that it was not read from are left out. */
    public BitSet places(Collection<ChangeHash> changes) {
        var set = new BitSet(size());
        changes.forEach(change -> place(change).ifPresent(set::set));
        return set;
    }

    /** What a change did besides writing text; of very much the first. */
    public List<Act> acts(int change) {
        return acts.getOrDefault(change, List.of());
    }

    /** The versions that have a name, in no order; whether the page has them was not looked at. */
    public List<NamedVersion> names() {
        return names;
    }

    /**
     * @param version all changes of that version
     */
    public String text(BitSet version) {
        var text = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            if (version.get(insertedBy[i]) && !isDeleted(i, version)) {
                text.appendCodePoint(characters[i]);
            }
        }
        return text.toString();
    }

    /**
     * What some changes of a version did, whatever was written among them.
     *
     * @param version all changes of that version
     * @param part of them
     */
    public Part part(BitSet version, BitSet part) {
        boolean[] others = new boolean[size()];
        boolean[] parts = new boolean[size()];
        version.stream().forEach(change -> others[change] = !part.get(change));
        version.stream().forEach(change -> parts[change] = part.get(change));
        var before = new StringBuilder();
        var replacements = new ArrayList<Replacement>();
        var inserted = new StringBuilder();
        int from = 0;
        for (int i = 0; i < characters.length; i++) {
            boolean was = others[insertedBy[i]] && !isDeleted(i, others);
            boolean is =
                    (was || parts[insertedBy[i]]) && !isDeleted(i, others) && !isDeleted(i, parts);
            if (was && is) {
                if (from < before.length() || !inserted.isEmpty()) {
                    note(replacements, from, before.length(), inserted);
                }
                before.appendCodePoint(characters[i]);
                from = before.length();
            } else if (was) {
                before.appendCodePoint(characters[i]);
            } else if (is) {
                inserted.appendCodePoint(characters[i]);
            }
        }
        note(replacements, from, before.length(), inserted);
        return new Part(before.toString(), TextChange.of(before.length(), replacements));
    }

    private boolean isDeleted(int character, boolean[] by) {
        int first = deletedBy[character];
        if (first == NEVER) {
            return false;
        }
        if (by[first]) {
            return true;
        }
        for (int other :
                deletedAlsoBy.isEmpty() ? NOBODY : deletedAlsoBy.getOrDefault(character, NOBODY)) {
            if (by[other]) {
                return true;
            }
        }
        return false;
    }

    /** What some of all changes did. */
    public Part part(Set<ChangeHash> part) {
        return part(all(), places(part));
    }

    /**
     * Which change each stretch of a version's text comes from, in order and without gaps.
     *
     * @param version all changes of that version
     */
    public List<Run> runs(BitSet version) {
        var runs = new ArrayList<Run>();
        int from = 0;
        int to = 0;
        int by = NEVER;
        for (int i = 0; i < characters.length; i++) {
            int change = insertedBy[i];
            if (!version.get(change) || isDeleted(i, version)) {
                continue;
            }
            if (change != by && to > from) {
                runs.add(new Run(from, to, by));
                from = to;
            }
            by = change;
            to += Character.charCount(characters[i]);
        }
        if (to > from) {
            runs.add(new Run(from, to, by));
        }
        return runs;
    }

    /**
     * For each change, the last of {@code part} whose characters it deleted.
     *
     * @return by place; -1 for a change that deleted none of theirs
     */
    public int[] newestDeleted(BitSet part) {
        int[] newest = new int[size()];
        Arrays.fill(newest, NEVER);
        for (int i = 0; i < characters.length; i++) {
            int by = insertedBy[i];
            if (deletedBy[i] != NEVER && part.get(by)) {
                newest[deletedBy[i]] = Math.max(newest[deletedBy[i]], by);
                for (int other : deletedAlsoBy.getOrDefault(i, NOBODY)) {
                    newest[other] = Math.max(newest[other], by);
                }
            }
        }
        return newest;
    }

    /** How many characters the page ever had; they are counted in the order of the text. */
    public int characters() {
        return characters.length;
    }

    /** A code point. */
    public int character(int index) {
        return characters[index];
    }

    /** The place of the change that inserted a character. */
    public int insertedBy(int index) {
        return insertedBy[index];
    }

    /** The place of the first change of the list that deleted a character; or {@link #NEVER}. */
    public int firstDeletedBy(int index) {
        return deletedBy[index];
    }

    /** The places of the others that deleted it, too. */
    public int[] deletedAlsoBy(int index) {
        return deletedAlsoBy.isEmpty() ? NOBODY : deletedAlsoBy.getOrDefault(index, NOBODY).clone();
    }

    /** Whether a character stands in a version: all changes of that version. */
    public boolean stands(int index, BitSet version) {
        return version.get(insertedBy[index]) && !isDeleted(index, version);
    }

    /** The same, of all changes up to a place, where each stands behind those it builds on. */
    public boolean stands(int index, int last) {
        // Deletions were noted in the order of the list.
        return insertedBy[index] <= last && (deletedBy[index] == NEVER || deletedBy[index] > last);
    }

    /** About how many bytes this takes. */
    public long bytesEstimate() {
        return 12L * characters.length + 100L * size + 64L * deletedAlsoBy.size();
    }

    /** Whether any of these changes deleted a character. */
    public boolean isDeleted(int character, BitSet version) {
        int by = deletedBy[character];
        if (by == NEVER) {
            return false;
        }
        if (version.get(by)) {
            return true;
        }
        for (int other : deletedAlsoBy.getOrDefault(character, NOBODY)) {
            if (version.get(other)) {
                return true;
            }
        }
        return false;
    }

    private static void note(
            List<Replacement> replacements, int from, int to, StringBuilder inserted) {
        if (from < to || !inserted.isEmpty()) {
            replacements.add(new Replacement(from, to, inserted.toString()));
            inserted.setLength(0);
        }
    }
}
