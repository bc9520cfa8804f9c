package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file is known to have held. */
class EntryTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Standing FIRST = Standing.OfText.of("one", NOW.minusSeconds(2));
    private static final Standing SECOND = Standing.OfText.of("two", NOW.minusSeconds(1));
    private static final Standing PLANNED = Standing.OfText.of("three", NOW);

    /** As after a kill where two files of one page had been set aside. */
    @Test
    void whatStoodInAFileThatIsGoneIsKnownHoweverOftenThatIsFound() {
        var page = PageId.random(new Random(1));
        var entry =
                new Entry(
                        page,
                        "Harbour.md",
                        FileText.Manner.PLAIN,
                        false,
                        List.of(PLANNED, SECOND, FIRST));

        entry.unmade();
        entry.unmade();
        assertEquals(List.of(SECOND, FIRST), entry.stood());

        entry.written();
        assertEquals(List.of(PLANNED, SECOND, FIRST), entry.candidates(NOW));
    }
}
