package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {

    private final Times times =
            new Times(
                    InstantSource.fixed(Instant.parse("2026-11-22T14:00:00Z")),
                    ZoneId.of("Europe/Berlin"));

    @Test
    void recentTimesAreRelativeAndOlderOnesAreNamed() {
        assertEquals("just now", words("2026-11-22T13:59:30Z"));
        assertEquals("just now", words("2026-11-22T14:03:00Z"));
        assertEquals("a minute ago", words("2026-11-22T13:58:30Z"));
        assertEquals("12 minutes ago", words("2026-11-22T13:48:00Z"));
        assertEquals("23 hours ago", words("2026-11-21T15:00:00Z"));
        assertEquals("Thursday 18:20", words("2026-11-19T17:20:00Z"));
        assertEquals("3 March 2026", words("2026-03-03T10:00:00Z"));
    }

    @Test
    void daysAreNamedInThePlaceOfTheReader() {
        assertEquals("Today", times.day(Instant.parse("2026-11-21T23:30:00Z")));
        assertEquals("Yesterday", times.day(Instant.parse("2026-11-21T22:30:00Z")));
        assertEquals("Thursday 19 November", times.day(Instant.parse("2026-11-19T10:00:00Z")));
        assertEquals("tomorrow at 15:00", times.at(Instant.parse("2026-11-23T14:00:00Z")));
    }

    @Test
    void aClockThatIsOffSaysAbout() {
        var from = Instant.parse("2026-11-22T13:00:00Z");
        var to = Instant.parse("2026-11-22T13:20:00Z");

        assertEquals("about 14:00 to 14:20", times.span(from, to, true));
        assertEquals("Today about 14:00 to 14:20", times.daySpan(from, to, true));
        assertEquals("14:00 to 14:20", times.span(from, to, false));
    }

    @Test
    void germanWritesThemItsOwnWay() {
        Speaking.in(
                Language.GERMAN,
                () -> {
                    assertEquals("vor einer Minute", words("2026-11-22T13:58:30Z"));
                    assertEquals("vor 23 Stunden", words("2026-11-21T15:00:00Z"));
                    assertEquals("Donnerstag, 18:20", words("2026-11-19T17:20:00Z"));
                    assertEquals("3. März 2026", words("2026-03-03T10:00:00Z"));
                    assertEquals(
                            "morgen um 15:00", times.at(Instant.parse("2026-11-23T14:00:00Z")));
                    assertEquals(
                            "Gestern, 23:30 bis 23:45",
                            times.daySpan(
                                    Instant.parse("2026-11-21T22:30:00Z"),
                                    Instant.parse("2026-11-21T22:45:00Z"),
                                    false));
                });
        assertEquals("just now", words("2026-11-22T13:59:30Z"));
    }

    private String words(String instant) {
        return times.when(Instant.parse(instant)).words();
    }
}
