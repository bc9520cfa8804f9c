package enquire.editor.overlap;

import enquire.editor.page.PeerId;
import java.util.regex.Pattern;

/**
 * A place where two people changed the same sentence while they were apart.
 *
 * @param id the same on every node that holds the same changes; 32 hexadecimal digits
 * @param before what stood there when they were last in touch
 * @param one whoever of the two has the smaller id
 * @param from where it stands in the text now, first UTF-16 unit
 * @param to behind the last one; equal to {@code from} if nothing is left of it
 */
public record Overlap(String id, String before, Side one, Side other, int from, int to) {

    /** Digits of an id. */
    public static final int ID_CHARS = 32;

    /** What stands before the id in the map {@code marks} of a page once it was ticked off. */
    public static final String MARK = "overlap:";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_CHARS + "}");

    /**
     * What one of the two made of it.
     *
     * @param text as this person had it when the two met again; empty if it was deleted
     */
    public record Side(PeerId author, String text) {}

    /** Whether this can be an id; what comes from elsewhere is checked by it. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Whether this can be the key of a place that was ticked off; other marks have other keys. */
    static boolean isMark(String key) {
        return key.startsWith(MARK) && isId(key.substring(MARK.length()));
    }

    /** Of all its texts together, in UTF-16 units. */
    int chars() {
        return before.length() + one.text().length() + other.text().length();
    }

    /** The key in the page's map {@code marks}. */
    public String mark() {
        return MARK + id;
    }
}
