package enquire.editor.text;

/** Counts words as a reader would. */
public final class WordCount {

    private WordCount() {}

    /**
     * Runs of letters and digits with what combines with them, an apostrophe within one included;
     * each ideograph by itself, since such texts have no spaces.
     */
    public static int of(String text) {
        return of(text, 0, text.length());
    }

    /** Those between two positions. */
    public static int of(String text, int from, int to) {
        int words = 0;
        boolean inWord = false;
        for (int i = from; i < to; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isIdeographic(character)) {
                words++;
                inWord = false;
            } else if (Character.isLetterOrDigit(character)) {
                words += inWord ? 0 : 1;
                inWord = true;
            } else {
                inWord = inWord && joins(character);
            }
        }
        return words;
    }

    private static boolean joins(int character) {
        return character == '\''
                || character == '’'
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }
}
