package enquire.editor.page;

import java.util.Optional;

/**
 * What somebody says an edit is: a mark of the page that is written in the same change as the text,
 * under one key, so that a page holds the last one only, and its history all of them.
 */
public final class EditSummary {

    /** Of the mark. Who does not know it passes it over. */
    public static final String KEY = "summary";

    /**
     * The longest, in UTF-16 units: a name, a day and a sentence. (A guess; in UTF-8 it fits into
     * what a mark may hold. Arithmetic.)
     */
    public static final int CHARS_MAX = 300;

    private EditSummary() {}

    /** Empty if nothing is left of it in one line of plain text. */
    public static Optional<String> words(String said) {
        return NamedVersion.oneLine(said, CHARS_MAX);
    }

    /** To be written together with the text. */
    public static Edit.PutMark mark(String said) {
        return new Edit.PutMark(KEY, words(said).orElse(""));
    }

    /** What a change says of itself; whoever wrote it may have written anything. */
    public static Optional<String> of(TextHistory.Act act) {
        return act.kind() == TextHistory.Act.Kind.MARKED && act.key().equals(KEY)
                ? words(act.value())
                : Optional.empty();
    }
}
