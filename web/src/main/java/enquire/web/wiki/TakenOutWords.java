package enquire.web.wiki;

import enquire.editor.page.Blanks;
import enquire.editor.page.Bytes;
import enquire.editor.text.TextChange;
import enquire.editor.text.TextChange.Replacement;
import enquire.storage.UnknownVersionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Tells an edit of a text that was kept elsewhere from words that were taken out of the page's past
 * for good while it held them: they must not come back as if somebody had typed them. Pure.
 */
public final class TakenOutWords {

    private TakenOutWords() {}

    /**
     * @param left of the version that stood in the file, with marks in the place of the words
     * @param stood SHA-256 of what stood in the file then: marks of which it tells that they were
     *     there already are characters like others
     * @param text of the file
     * @return what was typed: where the file holds the words in the place of as many marks, that is
     *     no edit
     * @throws UnknownVersionException if something was typed where the words stood, or that is not
     *     sure
     */
    public static TextChange edit(String left, Bytes stood, String text) {
        TextChange all = TextChange.between(left, text);
        if (sha256(left).equals(stood)) {
            return all; // Nothing was taken out of it.
        }
        var typed = new ArrayList<Replacement>();
        var words = new ArrayList<Replacement>();
        for (Replacement each : all.replacements()) {
            String before = left.substring(each.from(), each.to());
            if (isMarks(before) && before.length() == each.insert().length()) {
                words.add(each);
            } else if (Blanks.mark(before) && !each.insert().isEmpty()) {
                throw typedAmongThem();
            } else {
                typed.add(each);
            }
        }
        boolean sure =
                words.isEmpty()
                        || sha256(TextChange.of(left.length(), words).apply(left)).equals(stood);
        if (!sure) {
            throw typedAmongThem(); // It may be what somebody typed over marks of his own.
        }
        return TextChange.of(left.length(), typed);
    }

    private static UnknownVersionException typedAmongThem() {
        return new UnknownVersionException(
                // For the log: screens say it by the kind of the trouble.
                "Words were taken out of this page's past where the file was edited.");
    }

    private static Bytes sha256(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /**
     * How many characters lead from one to the other.
     *
     * @param redacted whether words were taken out of the page: then a character that was there
     *     counts for none where a mark stands
     */
    public static int size(String left, String text, boolean redacted) {
        int size = 0;
        for (Replacement each : TextChange.between(left, text).replacements()) {
            int marks = redacted ? marks(left.substring(each.from(), each.to())) : 0;
            int gone = each.to() - each.from() - marks;
            size += gone + Math.abs(each.insert().length() - marks);
        }
        return size;
    }

    /**
     * A text as it may be kept: as it is, with marks where the words stand that were taken out.
     *
     * @param left as for {@link #edit}
     * @param stood the same
     * @throws UnknownVersionException likewise
     */
    public static String kept(String left, Bytes stood, String text) {
        return Blanks.mark(left) ? edit(left, stood, text).apply(left) : text;
    }

    /** UTF-16 units of marks. */
    public static int marks(String text) {
        return text.codePoints()
                .filter(each -> Blanks.mark(Character.toString(each)))
                .map(Character::charCount)
                .sum();
    }

    private static boolean isMarks(String text) {
        return !text.isEmpty() && marks(text) == text.length();
    }
}
