package enquire.editor.text;

import java.util.regex.Pattern;

/**
 * Names one browser tab with a page open, across reloads and restarts. The tab draws it.
 *
 * @param value 1 to 64 letters, digits, {@code -} or {@code _} (a UUID has 36)
 */
public record TabId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public TabId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A tab is named by 1 to 64 letters, digits, - or _.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
