package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When something happened, as a person of this computer reads it on a terminal. */
final class Moment {

    /** As the node says it in sentences. */
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH);

    private Moment() {}

    /** {@code 30 November 2026 at 14:40}, by the clock of this computer. */
    static String words(Instant at) {
        return at.atZone(ZoneId.systemDefault()).format(WORDS);
    }

    /**
     * @param at as the API writes it
     */
    static String words(JsonNode at) {
        return words(Instant.parse(at.asText()));
    }
}
