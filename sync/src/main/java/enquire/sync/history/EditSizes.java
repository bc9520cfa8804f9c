package enquire.sync.history;

import enquire.editor.page.TextHistory;
import enquire.editor.text.WordCount;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each of several edits did: what {@link EditSize#of} finds in the whole text before and
 * after each, found by looking at the characters that the edits touched alone. One use, one thread.
 */
final class EditSizes {

    private static final int NONE = -1;

    private final TextHistory text;
    private final List<BitSet> edits;

    /** By change: whose it is, or {@link #NONE}. */
    private final int[] editOf;

    private EditSizes(TextHistory text, List<BitSet> edits) {
        this.text = text;
        this.edits = edits;
        editOf = new int[text.size()];
        Arrays.fill(editOf, NONE);
        for (int i = 0; i < edits.size(); i++) {
            int edit = i;
            edits.get(i).stream().forEach(change -> editOf[change] = edit);
        }
    }

    /**
     * @param edits the changes of each; no change is in two of them
     */
    static List<EditSize> of(TextHistory text, List<BitSet> edits) {
        var sizes = new EditSizes(text, edits);
        var touched = sizes.touched();
        var headings = new Headings(text);
        return IntStream.range(0, edits.size())
                .mapToObj(edit -> sizes.size(edit, touched[edit], headings))
                .toList();
    }

    /** By edit: the characters that it inserted or deleted, in order. */
    private int[][] touched() {
        int[][] touched = new int[edits.size()][8];
        int[] counts = new int[edits.size()];
        for (int i = 0; i < text.characters(); i++) {
            note(touched, counts, editOf[text.insertedBy(i)], i);
            int first = text.firstDeletedBy(i);
            if (first != TextHistory.NEVER) {
                note(touched, counts, editOf[first], i);
                for (int other : text.deletedAlsoBy(i)) {
                    note(touched, counts, editOf[other], i);
                }
            }
        }
        for (int edit = 0; edit < touched.length; edit++) {
            touched[edit] = Arrays.copyOf(touched[edit], counts[edit]);
        }
        return touched;
    }

    private static void note(int[][] touched, int[] counts, int edit, int character) {
        if (edit == NONE) {
            return;
        }
        int count = counts[edit];
        if (count > 0 && touched[edit][count - 1] == character) {
            return;
        }
        if (count == touched[edit].length) {
            touched[edit] = Arrays.copyOf(touched[edit], 2 * count);
        }
        touched[edit][count] = character;
        counts[edit]++;
    }

    private EditSize size(int edit, int[] characters, Headings all) {
        int last = edits.get(edit).length() - 1;
        int[] headings = all.upTo(last);
        var place = new Place(headings);
        for (int i = 0; i < characters.length; i++) {
            if (i > 0 && isKeptBetween(characters[i - 1], characters[i], edit, last)) {
                place.end(characters[i - 1], this, last);
            }
            boolean was = was(characters[i], edit, last);
            boolean is = text.stands(characters[i], last);
            if (was && !is) {
                place.removed.appendCodePoint(text.character(characters[i]));
            } else if (is && !was) {
                place.insert(characters[i], text.character(characters[i]));
            }
        }
        if (characters.length > 0) {
            place.end(characters[characters.length - 1], this, last);
        }
        return new EditSize(place.wordsAdded, place.wordsRemoved, place.sections);
    }

    private boolean isKeptBetween(int one, int other, int edit, int last) {
        for (int i = one + 1; i < other; i++) {
            if (was(i, edit, last) && text.stands(i, last)) {
                return true;
            }
        }
        return false;
    }

    /** The first character from here on that stands after the edit; behind the last if none. */
    private int standing(int from, int last) {
        int at = from;
        while (at < text.characters() && !text.stands(at, last)) {
            at++;
        }
        return at;
    }

    /** Whether a character would stand in the text without the edit. */
    private boolean was(int character, int edit, int last) {
        int by = text.insertedBy(character);
        return by <= last && editOf[by] != edit && !isDeletedByOthers(character, edit, last);
    }

    private boolean isDeletedByOthers(int character, int edit, int last) {
        int first = text.firstDeletedBy(character);
        if (first == TextHistory.NEVER || first > last) {
            return false;
        }
        if (editOf[first] != edit) {
            return true;
        }
        for (int other : text.deletedAlsoBy(character)) {
            if (other <= last && editOf[other] != edit) {
                return true;
            }
        }
        return false;
    }

    /** What was replaced between two characters that stayed. */
    private static final class Place {

        private final StringBuilder removed = new StringBuilder();
        private final StringBuilder inserted = new StringBuilder();
        private final int[] headings;
        private int firstInserted;
        private int lastInserted;
        private int wordsAdded;
        private int wordsRemoved;
        private int sections;
        private int counted = NONE;

        Place(int[] headings) {
            this.headings = headings;
        }

        void insert(int index, int character) {
            firstInserted = inserted.isEmpty() ? index : firstInserted;
            lastInserted = index;
            inserted.appendCodePoint(character);
        }

        void end(int lastTouched, EditSizes sizes, int last) {
            if (inserted.isEmpty() && removed.isEmpty()) {
                return;
            }
            wordsAdded += WordCount.of(inserted.toString());
            wordsRemoved += WordCount.of(removed.toString());
            boolean deletes = inserted.isEmpty();
            int from = deletes ? sizes.standing(lastTouched, last) : firstInserted;
            // What was inserted may reach over several.
            int first = Math.max(section(from), counted + 1);
            int to = section(deletes ? from : lastInserted);
            sections += Math.max(0, to - first + 1);
            counted = Math.max(counted, to);
            removed.setLength(0);
            inserted.setLength(0);
        }

        /** How many headings begin at or before a character. */
        private int section(int character) {
            int found = Arrays.binarySearch(headings, character);
            return found >= 0 ? found + 1 : -found - 1;
        }
    }
}
