package enquire.editor.page;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name of a page as people write it. {@code /} makes a hierarchy.
 *
 * @param value NFC, trimmed, 1 to 255 UTF-16 units, no control characters, no empty, {@code .} or
 *     {@code ..} segment
 */
public record Title(String value) {

    /**
     * In UTF-16 units; what file systems take for a name (255), which keeps a mirror folder
     * possible.
     */
    public static final int LENGTH_MAX = 255;

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /**
     * Takes what a person typed: runs of white space, also tabs and line breaks, become one space.
     *
     * @throws InvalidTitleException if it cannot be a title, with a sentence that says why
     */
    public Title {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c)
                                && i + 1 < value.length()
                                && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    throw new InvalidTitleException("A title cannot hold half a character.");
                }
                i++;
            }
        }
        value =
                SPACES.matcher(Normalizer.normalize(value, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidTitleException("A title cannot hold control characters.");
        }
        // A title of nothing but "_" is empty where titles are compared.
        if (value.isEmpty() || TitleKey.of(value).value().isEmpty()) {
            throw new InvalidTitleException("A title cannot be empty.");
        }
        if (value.length() > LENGTH_MAX) {
            throw new InvalidTitleException(
                    "A title has at most %d characters; this one has %,d."
                            .formatted(LENGTH_MAX, value.length()));
        }
        for (String segment : value.split("/", -1)) {
            String trimmed = segment.strip();
            if (trimmed.isEmpty() || trimmed.equals(".") || trimmed.equals("..")) {
                throw new InvalidTitleException(
                        "Between the slashes of a title there must be a name.");
            }
        }
    }

    public TitleKey key() {
        return TitleKey.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
