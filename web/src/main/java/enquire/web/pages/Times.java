package enquire.web.pages;

import enquire.web.screens.When;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times in words: relative under 24 hours, then weekday and time, then the date (screens
 * specification, section 10). Thread-safe.
 */
public record Times(InstantSource clock, ZoneId zone) {

    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

    public When when(Instant instant) {
        ZonedDateTime there = instant.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
        return new When(
                there.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), words(instant, there));
    }

    private String words(Instant instant, ZonedDateTime there) {
        Duration ago = Duration.between(instant, clock.instant());
        // Another computer's clock may be ahead of ours; "in 3 minutes" would be no help.
        if (ago.toMinutes() < 1) {
            return "just now";
        }
        if (ago.toHours() < 1) {
            return ago.toMinutes() == 1 ? "a minute ago" : ago.toMinutes() + " minutes ago";
        }
        if (ago.toHours() < 24) {
            return ago.toHours() == 1 ? "an hour ago" : ago.toHours() + " hours ago";
        }
        return ago.toDays() < 7 ? there.format(WEEKDAY) : there.format(DATE);
    }

    /** {@code Today}, {@code Yesterday}, {@code Thursday 19 November}, {@code 3 March 2025}. */
    public String day(Instant instant) {
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate day = instant.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return "Today";
        }
        if (day.equals(today.minusDays(1))) {
            return "Yesterday";
        }
        return day.getYear() == today.getYear() ? day.format(DAY) : day.format(DATE);
    }

    /** {@code 14:40 to 15:02}; {@code 14:40} if that is the same minute. */
    public String span(Instant from, Instant to) {
        String begun = from.atZone(zone).format(CLOCK);
        String done = to.atZone(zone).format(CLOCK);
        return begun.equals(done) ? done : begun + " to " + done;
    }

    /** {@code 14:52:07}. */
    public String second(Instant instant) {
        return instant.atZone(zone).format(SECOND);
    }

    /** {@code today at 14:51}, {@code tomorrow at 15:00}, {@code Thursday 19 November at 09:30}. */
    public String at(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        String day =
                there.toLocalDate().equals(today)
                        ? "today"
                        : there.toLocalDate().equals(today.plusDays(1))
                                ? "tomorrow"
                                : there.format(DAY);
        return day + " at " + there.format(CLOCK);
    }
}
