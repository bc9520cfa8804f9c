package enquire.editor.text;

/** The rule that no change may cut a character outside of the basic plane into its halves. */
final class Surrogates {

    private Surrogates() {}

    /** Whether {@code position} lies between the two halves of a pair. */
    static boolean splits(CharSequence text, int position) {
        return position > 0
                && position < text.length()
                && Character.isHighSurrogate(text.charAt(position - 1))
                && Character.isLowSurrogate(text.charAt(position));
    }

    /**
     * @throws IllegalArgumentException if {@code text} holds half a pair
     */
    static void requireWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!splits(text, i + 1)) {
                    throw new IllegalArgumentException(
                            "What is inserted holds half of a character (a lone surrogate).");
                }
                i++;
            }
        }
    }
}
