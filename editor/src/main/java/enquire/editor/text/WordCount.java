package enquire.editor.text;

/** Counts words as a reader would. */
public final class WordCount {

    private WordCount() {}

    /**
     * Runs of letters and digits with what combines with them, an apostrophe within one included;
     * each ideograph by itself, since such texts have no spaces.
     */
    public static int of(CharSequence text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int character = Character.codePointAt(text, i);
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
