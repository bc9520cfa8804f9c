package enquire.web.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import enquire.web.BetweenLooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What a log says of something that happens again and again. */
class RepeatedMessagesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Logger logger(Duration window) {
        var repeated = new RepeatedMessages(window);
        repeated.setContext(context);
        repeated.start();
        context.addTurboFilter(repeated);
        written.start();
        context.getLogger("root").addAppender(written);
        return context.getLogger("test");
    }

    private List<String> messages() {
        return List.copyOf(written.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void oneSentenceIsWrittenAFewTimesWhateverStandsInIt() {
        Logger log = logger(HOUR);
        for (int page = 1; page <= 100; page++) {
            log.warn("Page {} cannot be written", page);
        }
        log.error("Page {} cannot be written", 101);
        log.warn("Page {} cannot be read", 102);
        context.getLogger("another").warn("Page {} cannot be written", 103);
        assertEquals(
                List.of(
                        "Page 1 cannot be written",
                        "Page 2 cannot be written",
                        "Page 3 cannot be written",
                        "Page 101 cannot be written",
                        "Page 102 cannot be read",
                        "Page 103 cannot be written"),
                messages());
    }

    @Test
    void whatOnlyInformsIsWrittenEachTime() {
        Logger log = logger(HOUR);
        for (int times = 0; times < 10; times++) {
            log.info("Connected");
        }
        assertEquals(10, messages().size());
    }

    @Test
    void howOftenItWasLeftOutIsSaidThoughItHappensNoMoreAndThenItIsWrittenAgain() {
        Logger log = logger(Duration.ofMillis(100));
        for (int page = 1; page <= 50; page++) {
            log.warn("Page {} cannot be written", page);
        }
        Instant end = Instant.now().plusSeconds(60);
        while (told() < 50) {
            assertTrue(Instant.now().isBefore(end), () -> messages().toString());
            BetweenLooks.pause();
        }
        assertEquals(50, told());
        assertTrue(messages().getLast().endsWith("Page 50 cannot be written"));
        log.warn("Page {} cannot be written", 51);
        assertEquals("Page 51 cannot be written", messages().getLast());
    }

    /** How often it happened, as who reads the log adds it up. */
    private int told() {
        return messages().stream()
                .mapToInt(line ->
                        line.matches("\\d+ times more.*")
                                ? Integer.parseInt(line.split(" ")[0])
                                : 1)
                .sum();
    }
}
