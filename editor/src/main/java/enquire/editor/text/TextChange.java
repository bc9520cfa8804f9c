package enquire.editor.text;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of a whole text: parts that are kept, deleted and inserted, in order. The same value,
 * with the same laws, as CodeMirror's {@code ChangeSet}; all lengths and positions are UTF-16
 * units. What is inserted never holds half a surrogate pair. Immutable.
 *
 * <p>The law that lets two sides agree: for changes {@code a} and {@code b} of one text, {@code
 * a.compose(b.mapOver(a, false))} makes the same text as {@code b.compose(a.mapOver(b, true))}.
 */
public final class TextChange {

    /**
     * The longest text a change may start from or lead to, in UTF-16 units: three times the largest
     * page anybody should have (5 MB). It bounds what decoding allocates. (A guess.)
     */
    public static final int LENGTH_MAX = 1 << 24;

    private final List<Section> sections;
    private final int lengthBefore;
    private final int lengthAfter;

    TextChange(List<Section> sections) {
        long before = 0;
        long after = 0;
        for (Section section : sections) {
            before += section.before();
            after += section.after();
            if (section instanceof Section.Replace replace) {
                Surrogates.requireWhole(replace.insert());
            }
        }
        if (before > LENGTH_MAX || after > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "A text has at most %,d UTF-16 units; this change goes from %,d to %,d."
                            .formatted(LENGTH_MAX, before, after));
        }
        this.sections = sections;
        this.lengthBefore = (int) before;
        this.lengthAfter = (int) after;
    }

    /**
     * One replaced range.
     *
     * @param from position in the text before the change, 0-based, inclusive
     * @param to position in the text before the change, exclusive, at least {@code from}
     * @param insert what stands there afterwards, possibly empty
     */
    public record Replacement(int from, int to, String insert) {
        public Replacement {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException(
                        "A replacement cannot go from %d to %d.".formatted(from, to));
            }
        }
    }

    /**
     * @param replacements ascending and not overlapping, within {@code lengthBefore}
     * @throws IllegalArgumentException if they are not
     */
    public static TextChange of(int lengthBefore, List<Replacement> replacements) {
        var sections = new SectionList();
        int at = 0;
        for (Replacement replacement : replacements) {
            if (replacement.from() < at || replacement.to() > lengthBefore) {
                throw new IllegalArgumentException(
                        "The replacement from %d to %d overlaps another or lies outside of %d units."
                                .formatted(replacement.from(), replacement.to(), lengthBefore));
            }
            sections.keep(replacement.from() - at);
            sections.replace(replacement.to() - replacement.from(), replacement.insert());
            at = replacement.to();
        }
        sections.keep(lengthBefore - at);
        return new TextChange(sections.toList());
    }

    /**
     * @throws IllegalArgumentException if the range does not lie within {@code lengthBefore}
     */
    public static TextChange replace(int lengthBefore, int from, int to, String insert) {
        return of(lengthBefore, List.of(new Replacement(from, to, insert)));
    }

    /** A change of a text of {@code length} units that leaves it as it is. */
    public static TextChange unchanged(int length) {
        return of(length, List.of());
    }

    /**
     * What turns {@code before} into {@code after}: by lines, then by words within the lines that
     * differ. The cost is bounded; texts that differ too much are replaced between their common
     * beginning and end.
     */
    public static TextChange between(String before, String after) {
        return TextDiff.between(before, after);
    }

    public int lengthBefore() {
        return lengthBefore;
    }

    public int lengthAfter() {
        return lengthAfter;
    }

    public boolean isEmpty() {
        return sections.stream().allMatch(section -> section instanceof Section.Keep);
    }

    /** Ascending. Two may touch: CodeMirror keeps neighbours apart when one inserts first. */
    public List<Replacement> replacements() {
        var replacements = new ArrayList<Replacement>();
        int at = 0;
        for (Section section : sections) {
            if (section instanceof Section.Replace(int deleted, String insert)) {
                replacements.add(new Replacement(at, at + deleted, insert));
            }
            at += section.before();
        }
        return List.copyOf(replacements);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not {@link #lengthBefore} long
     */
    public String apply(String text) {
        requireLength(text.length());
        var changed = new StringBuilder(lengthAfter);
        int at = 0;
        for (Section section : sections) {
            switch (section) {
                case Section.Keep(int length) -> changed.append(text, at, at + length);
                case Section.Replace replace -> changed.append(replace.insert());
            }
            at += section.before();
        }
        return changed.toString();
    }

    /**
     * This change and then {@code next}, as one.
     *
     * @throws IllegalArgumentException if {@code next} does not start with the length that this
     *     ends with
     */
    public TextChange compose(TextChange next) {
        next.requireLength(lengthAfter);
        if (isEmpty()) {
            return next;
        }
        return next.isEmpty() ? this : new TextChange(Composition.of(sections, next.sections));
    }

    /**
     * This change, moved so that it applies after {@code other}; both start from the same text.
     * CodeMirror's {@code this.map(other, before)}.
     *
     * @param meFirst whether this comes first where both insert at one place
     * @throws IllegalArgumentException if the two do not start with the same length
     */
    public TextChange mapOver(TextChange other, boolean meFirst) {
        other.requireLength(lengthBefore);
        return other.isEmpty()
                ? this
                : new TextChange(Mapping.of(sections, other.sections, meFirst));
    }

    /**
     * Where a position of the text before stands afterwards.
     *
     * @param bias negative to stay before what is inserted right there, else to go behind it
     * @throws IllegalArgumentException if the position lies outside of the text before
     */
    public int mapPosition(int position, int bias) {
        if (position < 0 || position > lengthBefore) {
            throw new IllegalArgumentException(
                    "Position %d lies outside of %d units.".formatted(position, lengthBefore));
        }
        int before = 0;
        int after = 0;
        for (Section section : sections) {
            int end = before + section.before();
            if (section instanceof Section.Keep) {
                if (position < end) {
                    return after + position - before;
                }
            } else if (position < end || position == end && bias < 0 && section.before() == 0) {
                boolean staysBefore = position == before || bias < 0;
                return staysBefore ? after : after + section.after();
            }
            before = end;
            after += section.after();
        }
        return after;
    }

    /**
     * What takes this change back.
     *
     * @param before the text that this change was made for
     * @throws IllegalArgumentException if its length is not {@link #lengthBefore}
     */
    public TextChange invert(String before) {
        requireLength(before.length());
        var inverted = new SectionList();
        int at = 0;
        for (Section section : sections) {
            int end = at + section.before();
            switch (section) {
                case Section.Keep(int length) -> inverted.keep(length);
                case Section.Replace replace ->
                        inverted.replace(replace.after(), before.substring(at, end));
            }
            at = end;
        }
        return new TextChange(inverted.toList());
    }

    /**
     * Whether a border of this change lies between the two halves of a character. Such a change is
     * refused: Automerge counts whole characters.
     *
     * @throws IllegalArgumentException if {@code before} is not {@link #lengthBefore} long
     */
    public boolean splitsSurrogatePair(String before) {
        requireLength(before.length());
        int at = 0;
        for (Section section : sections) {
            if (Surrogates.splits(before, at)) {
                return true;
            }
            at += section.before();
        }
        return false;
    }

    /**
     * The form of CodeMirror's {@code ChangeSet.toJSON}: numbers, and lists of number and lines.
     */
    public List<Object> toJson() {
        return TextChangeJson.write(sections);
    }

    /**
     * @throws IllegalArgumentException if {@code json} is not what {@link #toJson} writes, with a
     *     sentence that says why
     */
    public static TextChange fromJson(List<?> json) {
        return TextChangeJson.read(json);
    }

    /** A compact form for storage; the reader knows where it ends. */
    public void writeTo(DataOutput out) throws IOException {
        TextChangeBytes.write(sections, out);
    }

    /**
     * @throws IOException if the bytes end early or are not what {@link #writeTo} writes
     */
    public static TextChange readFrom(DataInput in) throws IOException {
        return TextChangeBytes.read(in);
    }

    private void requireLength(int length) {
        if (length != lengthBefore) {
            throw new IllegalArgumentException(
                    "This change is for a text of %d UTF-16 units, not of %d."
                            .formatted(lengthBefore, length));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextChange change && sections.equals(change.sections);
    }

    @Override
    public int hashCode() {
        return sections.hashCode();
    }

    /** As in CodeMirror's tests: {@code 2 1:3 4} keeps 2, replaces 1 by 3 units, keeps 4. */
    @Override
    public String toString() {
        var words = new ArrayList<String>();
        for (Section section : sections) {
            words.add(
                    switch (section) {
                        case Section.Keep(int length) -> String.valueOf(length);
                        case Section.Replace replace -> replace.before() + ":" + replace.after();
                    });
        }
        return String.join(" ", words);
    }
}
