package enquire.web.pages;

import enquire.web.language.Speaking;
import enquire.web.screens.When;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Times in words: relative under 24 hours, then weekday and time, then the date (screens
 * specification, section 10), in the language of the answer that is made. Thread-safe.
 */
public record Times(InstantSource clock, ZoneId zone) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

    public When when(Instant instant) {
        ZonedDateTime there = instant.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
        return new When(
                there.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), words(instant, there));
    }

    /**
     * @param about whether the clock by which it was is known to be off
     */
    public When when(Instant instant, boolean about) {
        When exact = when(instant);
        boolean justNow = Duration.between(instant, clock.instant()).toMinutes() < 1;
        return about && !justNow
                ? new When(
                        exact.iso(), Speaking.messages().text("time.about", "time", exact.words()))
                : exact;
    }

    /** By its date, for what is read long after it was made. */
    public When dated(Instant instant) {
        ZonedDateTime there = instant.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
        return new When(there.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), there.format(date()));
    }

    private String words(Instant instant, ZonedDateTime there) {
        Duration ago = Duration.between(instant, clock.instant());
        // Another computer's clock may be ahead of ours; "in 3 minutes" would be no help.
        if (ago.toMinutes() < 1) {
            return Speaking.messages().text("when.justNow");
        }
        if (ago.toHours() < 1) {
            return Speaking.messages().text("when.minutesAgo", "minutes", ago.toMinutes());
        }
        if (ago.toHours() < 24) {
            return Speaking.messages().text("when.hoursAgo", "hours", ago.toHours());
        }
        return ago.toDays() < 7
                ? there.format(pattern(Speaking.messages().text("when.weekdayPattern")))
                : there.format(date());
    }

    /** {@code Today}, {@code Yesterday}, {@code Thursday 19 November}, {@code 3 March 2025}. */
    public String day(Instant instant) {
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate day = instant.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return Speaking.messages().text("when.today");
        }
        if (day.equals(today.minusDays(1))) {
            return Speaking.messages().text("when.yesterday");
        }
        return day.getYear() == today.getYear() ? day.format(weekday()) : day.format(date());
    }

    /** 0 today, 1 yesterday, by the calendar. */
    long daysAgo(Instant instant) {
        return ChronoUnit.DAYS.between(
                instant.atZone(zone).toLocalDate(), clock.instant().atZone(zone).toLocalDate());
    }

    /** {@code 14:40 to 15:02}; {@code 14:40} if that is the same minute. */
    public String span(Instant from, Instant to) {
        String begun = from.atZone(zone).format(CLOCK);
        String done = to.atZone(zone).format(CLOCK);
        return begun.equals(done)
                ? done
                : Speaking.messages().text("when.span", "from", begun, "to", done);
    }

    /**
     * The same.
     *
     * @param about whether the clock by which it was is known to be off
     */
    public String span(Instant from, Instant to, boolean about) {
        String span = span(from, to);
        return about ? Speaking.messages().text("time.about", "time", span) : span;
    }

    /** {@code 14:52:07}. */
    public String second(Instant instant) {
        return instant.atZone(zone).format(SECOND);
    }

    /** {@code today at 14:51}, {@code tomorrow at 15:00}, {@code Thursday 19 November at 09:30}. */
    public String at(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        String time = there.format(CLOCK);
        if (there.toLocalDate().equals(today)) {
            return Speaking.messages().text("when.todayAt", "time", time);
        }
        return there.toLocalDate().equals(today.plusDays(1))
                ? Speaking.messages().text("when.tomorrowAt", "time", time)
                : Speaking.messages()
                        .text("when.dayAt", "day", there.format(weekday()), "time", time);
    }

    /**
     * {@code Thursday 19 November 14:40 to 15:02}.
     *
     * @param about whether the clock by which it was is known to be off
     */
    String daySpan(Instant from, Instant to, boolean about) {
        return Speaking.messages()
                .text("when.daySpan", "day", day(to), "span", span(from, to, about));
    }

    private static DateTimeFormatter weekday() {
        return pattern(Speaking.messages().text("when.dayPattern"));
    }

    private static DateTimeFormatter date() {
        return pattern(Speaking.messages().text("when.datePattern"));
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Speaking.language().locale());
    }
}
