package enquire.editor.page;

import java.util.Base64;
import java.util.Optional;

/**
 * A version of a page that somebody gave a name: a mark of the page, whose key says which version
 * and whose value is the name. So the name travels and merges as every edit does, and of two names
 * that were given at once one counts, everywhere the same.
 *
 * @param heads of the version; whoever wrote it may have invented them
 * @param name one line, plain text
 * @param change place in its {@link TextHistory} of the change that gave the name
 */
public record NamedVersion(Heads heads, String name, int change) {

    /** Begins the keys of such marks. */
    public static final String PREFIX = "version:";

    /** The longest name, in UTF-16 units. (A guess at a short sentence.) */
    public static final int NAME_CHARS_MAX = 100;

    /**
     * Of a version that can be named: its key must fit into one of a page's maps. (Arithmetic: 43
     * characters for each in 1,024 bytes.)
     */
    public static final int HEADS_MAX =
            (ChangeLimits.STRING_BYTES_MAX - PREFIX.length()) * 3 / 4 / ChangeHash.BYTES;

    /**
     * The key of this version's mark.
     *
     * @throws IllegalArgumentException if it has more than {@link #HEADS_MAX} heads or none
     */
    public static String key(Heads heads) {
        if (heads.isEmpty() || heads.hashes().size() > HEADS_MAX) {
            throw new IllegalArgumentException(
                    "A version of %d heads cannot be named.".formatted(heads.hashes().size()));
        }
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(heads.toBytes().toArray());
    }

    /**
     * A name as it is kept: in one line, without what has no shape, at most {@link #NAME_CHARS_MAX}
     * long.
     *
     * @return empty if nothing is left
     */
    public static Optional<String> name(String typed) {
        return oneLine(typed, NAME_CHARS_MAX);
    }

    /** The same of another length. */
    static Optional<String> oneLine(String typed, int charsMax) {
        var name = new StringBuilder();
        typed.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(NamedVersion::hasShape)
                .takeWhile(c -> name.length() + Character.charCount(c) <= charsMax)
                .forEach(name::appendCodePoint);
        String kept = name.toString().strip();
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
    }

    /** Not what controls the text around it, such as its direction. */
    private static boolean hasShape(int character) {
        int type = Character.getType(character);
        boolean joins = character == 0x200C || character == 0x200D;
        return joins
                || type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.SURROGATE
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Empty if this is not what {@link #key} and {@link #name(String)} make. */
    static Optional<NamedVersion> of(String key, String value, int change) {
        try {
            byte[] heads = Base64.getUrlDecoder().decode(key.substring(PREFIX.length()));
            Heads read = Heads.ofBytes(Bytes.of(heads));
            return read.isEmpty() || !key(read).equals(key)
                    ? Optional.empty()
                    : name(value).map(name -> new NamedVersion(read, name, change));
        } catch (IllegalArgumentException notAVersion) {
            return Optional.empty();
        }
    }
}
