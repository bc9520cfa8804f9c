package enquire.web.wiki;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What is said everywhere to whoever is in a wiki no more. */
public final class DepartureWords {

    private DepartureWords() {}

    /** {@code You were removed from this wiki by Alice on 30 November 2026 at 14:40.} */
    public static Optional<String> happened(Wiki wiki, Messages messages) {
        return wiki.membership().isMember()
                ? Optional.empty()
                : Optional.of(
                        wiki.ownDeparture()
                                .map(departed -> sentence(departed, messages))
                                .orElseGet(() -> messages.text("departed.youAreOut")));
    }

    /** The same, and what is safe, what is exchanged, and what leads back; empty for a member. */
    public static Optional<String> whole(Wiki wiki, Messages messages) {
        return happened(wiki, messages)
                .map(happened -> happened + " " + messages.text("departed.safe"));
    }

    private static String sentence(Wiki.Departed departed, Messages messages) {
        String when = when(departed.at(), messages);
        return by(departed, messages)
                .map(by -> messages.text("departed.youRemoved", "by", by, "when", when))
                .orElseGet(() -> messages.text("departed.youLeft", "when", when));
    }

    /** Who took him out; empty if he left. */
    public static Optional<String> by(Wiki.Departed departed, Messages messages) {
        return departed.byRecovery()
                ? Optional.of(messages.text("names.recoveryKey"))
                : departed.by();
    }

    /** The whole date: it is read weeks later, too. */
    private static String when(Instant at, Messages messages) {
        ZonedDateTime there = at.atZone(ZoneId.systemDefault());
        Locale locale = messages.language().locale();
        String day = messages.text("when.datePattern");
        return messages.text(
                "when.dateAt",
                "day",
                there.format(DateTimeFormatter.ofPattern(day, locale)),
                "time",
                there.format(DateTimeFormatter.ofPattern("HH:mm", locale)));
    }
}
