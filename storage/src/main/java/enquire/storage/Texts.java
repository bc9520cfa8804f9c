package enquire.storage;

import org.jspecify.annotations.Nullable;

/** How text from outside becomes the text of a page. */
final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /**
     * With {@code \n} line ends, and U+FFFD for every half of a character, which is what Automerge
     * makes of them.
     *
     * @throws PageTooLargeException if it is longer than a page can be
     */
    static String normalized(String text) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        requireRoom(lines.length());
        return wholeCharacters(lines);
    }

    /**
     * @throws PageTooLargeException if {@code chars} is more than a page can have
     */
    static void requireRoom(int chars) {
        if (chars > Repository.TEXT_CHARS_MAX) {
            throw new PageTooLargeException(chars);
        }
    }

    private static String wholeCharacters(String text) {
        @Nullable StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired == null ? text : repaired.toString();
    }
}
