package enquire.editor.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which operations of a change are to lose their characters: places in the change, counted from 0.
 * Immutable.
 *
 * @param ranges ascending, apart from each other, none empty
 */
public record Blanks(List<Range> ranges) {

    public static final Blanks NONE = new Blanks(List.of());

    /** What stands where a character was taken out: a full block. */
    static final String MARK = "\u2588";

    /**
     * The same for one of two UTF-16 units, a black square: so that every text keeps its length,
     * and what somebody typed behind it its place.
     */
    static final String LONG_MARK = "\uD83D\uDD32";

    /** What stands in the place of a whole line beside the text, however long it was. */
    static final String LINE = MARK.repeat(3);

    /**
     * @param from the first place
     * @param to behind the last one
     */
    public record Range(int from, int to) {}

    /**
     * @throws IllegalArgumentException if the ranges are not as they should be
     */
    public Blanks {
        int end = -1;
        for (Range range : ranges) {
            if (range.from() <= end
                    || range.from() < 0
                    || range.to() <= range.from()
                    || range.to() > ChangeLimits.OPERATIONS_MAX) {
                throw new IllegalArgumentException("These are no places in a change.");
            }
            end = range.to();
        }
        ranges = List.copyOf(ranges);
    }

    /** The places whose bits are set. */
    static Blanks of(BitSet places) {
        var ranges = new ArrayList<Range>();
        for (int from = places.nextSetBit(0); from >= 0; ) {
            int to = places.nextClearBit(from);
            ranges.add(new Range(from, to));
            from = places.nextSetBit(to);
        }
        return new Blanks(ranges);
    }

    /** Whether a text holds what stands in the place of a character that was taken out. */
    public static boolean mark(String text) {
        return text.contains(MARK) || text.contains(LONG_MARK);
    }

    /** A text with marks in the place of all that it says of these pieces; as long as before. */
    public static String left(String text, List<String> pieces) {
        String left = text;
        for (String piece : pieces) {
            left = left.replace(piece, marks(piece));
        }
        return left;
    }

    private static String marks(String piece) {
        return piece.codePoints()
                .mapToObj(each -> Character.charCount(each) == 1 ? MARK : LONG_MARK)
                .collect(Collectors.joining());
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many operations these are. */
    public int count() {
        return places().cardinality();
    }

    /** What is in either. */
    public Blanks and(Blanks others) {
        BitSet places = places();
        places.or(others.places());
        return of(places);
    }

    BitSet places() {
        var places = new BitSet();
        ranges.forEach(range -> places.set(range.from(), range.to()));
        return places;
    }
}
