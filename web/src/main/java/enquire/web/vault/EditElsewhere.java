package enquire.web.vault;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who made an edit in the program that a page was imported from, and when, to the minute.
 *
 * @param author never blank
 */
public record EditElsewhere(String author, Instant at) {

    /** Of whom nobody knows. */
    private static final String UNKNOWN = "?";

    private static final Pattern SUMMARY =
            Pattern.compile("(.+?), (\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2})(?:: .*)?");

    /**
     * {@code Carol, 2011-03-04 05:06: fixed typo}.
     *
     * @param author empty if nobody knows
     * @param minute in UTC
     * @param comment what the author said, or empty
     */
    static String summary(String author, String minute, String comment) {
        return (author.isBlank() ? UNKNOWN : author.strip())
                + ", "
                + minute
                + (comment.isBlank() ? "" : ": " + comment.strip());
    }

    /** What a summary says; whoever wrote it may have written anything. */
    public static Optional<EditElsewhere> of(String summary) {
        Matcher matcher = SUMMARY.matcher(summary);
        if (!matcher.matches() || matcher.group(1).strip().equals(UNKNOWN)) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse("%sT%s:00Z".formatted(matcher.group(2), matcher.group(3)));
            return Optional.of(matcher.group(1).strip())
                    .filter(author -> !author.isEmpty())
                    // What programs write who know no time; git takes none before 1970.
                    .filter(author -> !at.isBefore(Instant.EPOCH))
                    .map(author -> new EditElsewhere(author, at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
