package enquire.editor.page;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which characters of a page ever made up some words: in the text as its authors saw it after each
 * of its changes, and as those who have everything saw it. Words that only stood together while a
 * part of the changes was there, and behind which nobody wrote, are not found. Immutable.
 */
public final class Occurrences {

    /**
     * Characters that are looked at, over all versions: some seconds. (2,000 changes of a page of a
     * million characters; arithmetic.)
     */
    static final long STEPS_MAX = 1L << 31;

    /**
     * For what was there when each change was made: 32,000 changes of two at once. (Arithmetic.)
     */
    static final long PAST_BYTES_MAX = 64L << 20;

    /** Shorter ones stand in too many places that nobody means, as in what is asked for. */
    private static final int PIECE_UNITS_MIN = 3;

    /**
     * Pieces that are looked for in copies: somebody typed a word, and mistyped it often. (Guess.)
     */
    private static final int PIECES_MAX = 256;

    /** Before those within others are left out; the shortest go first. (A guess.) */
    private static final int PIECES_SEEN_MAX = 4 * PIECES_MAX;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparing(String::length)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder());

    private final List<ReplayedChange> changes;
    private final ReplayedText text;
    private final int[] changeOf;
    private final int[] firstSlots;

    /** Code points of each spelling of what is looked for. */
    private final List<int[]> spellings;

    private final long pastBytesMax;

    /** By change: it and all it was made on, of those that were not made on all before them. */
    private final Map<Integer, BitSet> pasts = new HashMap<>();

    /** By slot. */
    private final BitSet found = new BitSet();

    private long steps;

    private Occurrences(
            List<ReplayedChange> changes,
            ReplayedText text,
            List<String> spellings,
            long pastBytesMax) {
        this.pastBytesMax = pastBytesMax;
        this.changes = changes;
        this.text = text;
        this.spellings = spellings.stream().map(each -> each.codePoints().toArray()).toList();
        changeOf = ReplayedText.changesOf(changes);
        firstSlots = ReplayedText.firstSlots(changes);
    }

    /**
     * Of a page that its authors wrote one after the other it takes nothing.
     *
     * @return whether there is room for all
     */
    private boolean readPasts() {
        long bytes = 0;
        for (int i = 0; i < changes.size(); i++) {
            int[] dependencies = changes.get(i).dependencies();
            boolean isNext =
                    dependencies.length == 1
                            && dependencies[0] == i - 1
                            && !pasts.containsKey(i - 1);
            if (isNext) {
                continue;
            }
            BitSet past = past(i, dependencies);
            if (past.cardinality() != i + 1) {
                bytes += i / Byte.SIZE + 1;
                if (bytes > pastBytesMax) {
                    return false;
                }
                pasts.put(i, past);
            }
        }
        return true;
    }

    private BitSet past(int change, int[] dependencies) {
        var past = new BitSet(change + 1);
        past.set(change);
        for (int dependency : dependencies) {
            Optional.ofNullable(pasts.get(dependency))
                    .ifPresentOrElse(past::or, () -> past.set(0, dependency + 1));
        }
        return past;
    }

    /**
     * @param ordered all changes of a page, each after those it depends on
     * @param spellings what is looked for, as it may be written; at least one character each
     * @return empty if it would take too long, or too much memory, to look through all versions
     */
    public static Optional<Occurrences> of(List<Change> ordered, List<String> spellings) {
        return of(ordered, spellings, PAST_BYTES_MAX);
    }

    static Optional<Occurrences> of(
            List<Change> ordered, List<String> spellings, long pastBytesMax) {
        Replay replay = Replay.EMPTY.with(ordered);
        return replay.readText()
                .map(text -> new Occurrences(replay.changes(), text, spellings, pastBytesMax))
                .filter(each -> each.eachVersion(each::look));
    }

    /**
     * @return whether these were all
     */
    private boolean eachVersion(Consumer<BitSet> look) {
        if (!readPasts()) {
            return false;
        }
        var before = new BitSet();
        for (int i = 0; i < changes.size() && steps <= STEPS_MAX; i++) {
            before.set(i);
            BitSet past = pasts.getOrDefault(i, before);
            if (changes.get(i).writesText() || changes.get(i).dependencies().length > 1) {
                look.accept(past);
            }
            if (past != before) {
                look.accept(before);
            }
        }
        return steps <= STEPS_MAX;
    }

    /** In the version that these changes make. */
    private void look(BitSet version) {
        int[] slots = visible(version);
        steps += text.slots().length;
        spellings.forEach(words -> look(slots, words));
    }

    private void look(int[] slots, int[] words) {
        for (int at = 0; at + words.length <= slots.length; at++) {
            if (stands(words, slots, at)) {
                for (int i = 0; i < words.length; i++) {
                    found.set(text.slots()[slots[at + i]]);
                }
            }
        }
    }

    private boolean stands(int[] words, int[] visible, int at) {
        for (int i = 0; i < words.length; i++) {
            if (text.characters()[visible[at + i]] != words[i]) {
                return false;
            }
        }
        return true;
    }

    /** Places in the text. */
    private int[] visible(BitSet version) {
        int[] visible = new int[text.slots().length];
        int count = 0;
        for (int i = 0; i < visible.length; i++) {
            if (isVisible(i, version)) {
                visible[count++] = i;
            }
        }
        return Arrays.copyOf(visible, count);
    }

    private boolean isVisible(int place, BitSet version) {
        int slot = text.slots()[place];
        int by = text.deletedBy()[place];
        if (!version.get(changeOf[slot]) || by != TextHistory.NEVER && version.get(by)) {
            return false;
        }
        int[] others = by == TextHistory.NEVER ? null : text.deletedAlsoBy().get(slot);
        return others == null || Arrays.stream(others).noneMatch(version::get);
    }

    /** The operations that inserted these characters. */
    public Map<ChangeHash, Blanks> blanks() {
        var places = new HashMap<Integer, BitSet>();
        found.stream()
                .forEach(slot -> {
                    int change = changeOf[slot];
                    places.computeIfAbsent(change, each -> new BitSet())
                            .set(slot - firstSlots[change]);
                });
        var blanks = new HashMap<ChangeHash, Blanks>();
        places.forEach((change, each) -> blanks.put(changes.get(change).hash(), Blanks.of(each)));
        return blanks;
    }

    /**
     * Which of them are in the text now, as stretches of it in UTF-16 units, ascending: a character
     * may have stood in the words once and stand in others now.
     */
    public List<Blanks.Range> standing() {
        return standing(found);
    }

    private List<Blanks.Range> standing(BitSet slots) {
        var all = new BitSet();
        all.set(0, changes.size());
        var stretches = new ArrayList<Blanks.Range>();
        int unit = 0;
        OptionalInt from = OptionalInt.empty();
        for (int place : visible(all)) {
            boolean named = slots.get(text.slots()[place]);
            if (named && from.isEmpty()) {
                from = OptionalInt.of(unit);
            } else if (!named && from.isPresent()) {
                stretches.add(new Blanks.Range(from.getAsInt(), unit));
                from = OptionalInt.empty();
            }
            unit += Character.charCount(text.characters()[place]);
        }
        if (from.isPresent()) {
            stretches.add(new Blanks.Range(from.getAsInt(), unit));
        }
        return stretches;
    }

    /**
     * Which of these characters are in the text that all changes make.
     *
     * @return as {@link #standing()}; none also if that cannot be told, of a page that is too long
     *     to be read so
     */
    public static List<Blanks.Range> standing(List<Change> ordered, Map<ChangeHash, Blanks> named) {
        Replay replay = Replay.EMPTY.with(ordered);
        return replay.readText()
                .map(text -> bare(replay, text))
                .map(each -> each.standing(each.slots(named)))
                .orElse(List.of());
    }

    private static Occurrences bare(Replay replay, ReplayedText text) {
        return new Occurrences(replay.changes(), text, List.of(), PAST_BYTES_MAX);
    }

    private BitSet slots(Map<ChangeHash, Blanks> named) {
        var slots = new BitSet();
        for (int i = 0; i < changes.size(); i++) {
            int first = firstSlots[i];
            named.getOrDefault(changes.get(i).hash(), Blanks.NONE)
                    .ranges()
                    .forEach(range -> slots.set(first + range.from(), first + range.to()));
        }
        return slots;
    }

    /**
     * What these characters said where they stood side by side, in any version: the longest pieces,
     * none within another, the longest first. So that they are found in copies of texts.
     *
     * @return none of a page that is too long to be read so, and of characters that are gone
     */
    public static List<String> pieces(List<Change> ordered, Map<ChangeHash, Blanks> named) {
        Replay replay = Replay.EMPTY.with(ordered);
        return replay.readText().map(text -> bare(replay, text).piecesOf(named)).orElse(List.of());
    }

    private List<String> piecesOf(Map<ChangeHash, Blanks> named) {
        BitSet slots = slots(named);
        var seen = new TreeSet<String>(LONGEST_FIRST);
        eachVersion(version -> addPieces(visible(version), slots, seen));
        var longest = new ArrayList<String>();
        for (String piece : seen) {
            if (longest.size() < PIECES_MAX && longest.stream().noneMatch(l -> l.contains(piece))) {
                longest.add(piece);
            }
        }
        return longest;
    }

    private void addPieces(int[] visible, BitSet slots, TreeSet<String> pieces) {
        steps += visible.length;
        var piece = new StringBuilder();
        for (int at = 0; at <= visible.length; at++) {
            String character =
                    at < visible.length && slots.get(text.slots()[visible[at]])
                            ? Character.toString(text.characters()[visible[at]])
                            : "";
            if (!character.isEmpty() && !Blanks.mark(character)) {
                piece.append(character);
            } else if (!piece.isEmpty()) {
                if (piece.length() >= PIECE_UNITS_MIN) {
                    pieces.add(piece.toString());
                    if (pieces.size() > PIECES_SEEN_MAX) {
                        pieces.pollLast();
                    }
                }
                piece.setLength(0);
            }
        }
    }

    /** The operations of one change by itself that insert the words, one behind the other. */
    public static Blanks alone(Change change, String words) {
        int[] sought = words.codePoints().toArray();
        List<Operation> operations = OperationReader.read(change.body());
        var found = new BitSet();
        for (int at = 0; at + sought.length <= operations.size(); at++) {
            int length = 0;
            while (length < sought.length
                    && operations.get(at + length) instanceof Operation.Insert insert
                    && insert.character() == sought[length]
                    && (length == 0
                            || insert.after()
                                    .equals(
                                            new Operation.Reference(
                                                    change.startOp() + at + length - 1, 0)))) {
                length++;
            }
            if (length == sought.length) {
                found.set(at, at + length);
            }
        }
        return Blanks.of(found);
    }

    /**
     * How words may be written that look the same: as they were given, composed and decomposed
     * (Unicode Standard Annex 15, NFC and NFD).
     */
    public static List<String> spellings(String words) {
        return Stream.of(
                        words,
                        Normalizer.normalize(words, Normalizer.Form.NFC),
                        Normalizer.normalize(words, Normalizer.Form.NFD))
                .distinct()
                .toList();
    }
}
