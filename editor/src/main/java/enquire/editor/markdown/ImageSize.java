package enquire.editor.markdown;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The size of an image as vaults write it behind {@code |}: {@code 300}, {@code 300x200}, {@code
 * x200} or {@code 50%}.
 *
 * @param width in pixels or percent, or empty
 * @param height in pixels or percent, or empty
 */
record ImageSize(String width, String height) {

    /** At most four digits: no screen is wider. */
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,4}(?:%|px)?)?(?:[x×](\\d{1,4}(?:px)?))?");

    static Optional<ImageSize> parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ImageSize(number(matcher.group(1)), number(matcher.group(2))));
    }

    private static String number(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.replace("px", "");
    }
}
