package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import java.util.Base64;
import java.util.Optional;

/**
 * Which text of a page: its heads and, while typing is pending, how far the journal had come. With
 * nothing pending it depends on the heads alone, so equal pages have equal versions on every node.
 *
 * @param journalPosition number of the last journal row that is part of the text and not folded
 *     into the heads; 0 for none
 */
public record Version(Heads heads, long journalPosition) {

    /**
     * The longest token that is read, in characters: 64 heads in base64 and a position. It comes
     * back in the line of a request or a header, all of which together may have 8 KiB with most
     * HTTP programs. So many heads have as many authors who wrote while apart and whose edits
     * nobody has written on since; a page with more (the wire carries 1,024) is read and edited in
     * tabs, and once its text is typed into it has one head again; until then a save over its
     * version is answered as one over an unknown version.
     */
    public static final int TOKEN_CHARS_MAX = 64 * 43 + 32;

    /**
     * @throws IllegalArgumentException if the position is negative
     */
    public Version {
        if (journalPosition < 0) {
            throw new IllegalArgumentException("A journal position is 1 or more, or 0 for none.");
        }
    }

    /** An opaque URL-safe text: what stands in {@code ETag}, {@code at/} and {@code diff}. */
    public String token() {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(heads.toBytes().toArray());
        return journalPosition == 0 ? encoded : encoded + "." + Long.toString(journalPosition, 36);
    }

    /** Empty if {@code token} is not what {@link #token} makes. */
    public static Optional<Version> parse(String token) {
        if (token.length() > TOKEN_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            int dot = token.indexOf('.');
            String encoded = dot < 0 ? token : token.substring(0, dot);
            long position = dot < 0 ? 0 : Long.parseLong(token.substring(dot + 1), 36);
            var heads = Heads.ofBytes(Bytes.of(Base64.getUrlDecoder().decode(encoded)));
            var version = new Version(heads, position);
            return version.token().equals(token) ? Optional.of(version) : Optional.empty();
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }
}
