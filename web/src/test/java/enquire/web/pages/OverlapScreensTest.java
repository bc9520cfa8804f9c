package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.web.BetweenLooks;
import enquire.web.PageChangedApart;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sentences that two people changed while apart, as a browser without JavaScript is told of them.
 */
class OverlapScreensTest {

    private static final String NAME = "Bob <script>alert(1)</script>";
    private static final String SAFE_NAME = "Bob &lt;script&gt;alert(1)&lt;/script&gt;";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @AutoClose private static PageChangedApart apart;

    @BeforeAll
    static void start(@TempDir Path folder) {
        apart = new PageChangedApart(folder, NAME);
    }

    private static PageId made(String title) {
        return apart.make(
                title,
                "red <b>roses</b>\n\ntall\n",
                "dark red <b>roses</b>\n\ntall\n",
                "red <b>roses</b> and tulips\n\ntall\n");
    }

    private static HttpResponse<String> browse(String path) throws Exception {
        return apart.alice().get(path, "Accept", "text/html");
    }

    private static String awaited(String path, String words) throws Exception {
        Instant end = Instant.now().plus(DEADLINE);
        String body = browse(path).body();
        while (!body.contains(words)) {
            assertTrue(Instant.now().isBefore(end), body);
            BetweenLooks.pause();
            body = browse(path).body();
        }
        return body;
    }

    private static HttpResponse<String> decide(String title, String id, String keep)
            throws Exception {
        return apart.alice()
                .post(
                        "/w/-/overlaps/" + title,
                        "id=%s&keep=%s".formatted(id, keep),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Accept",
                        "text/html");
    }

    private static String id(PageId page) {
        return apart.wiki().overlaps().read(page).overlaps().getFirst().id();
    }

    @Test
    void thePageAndTheChangesSayWhereToLook() throws Exception {
        made("Said");

        String page = awaited("/w/Said", "href=\"/w/-/overlaps/Said\"");
        assertTrue(
                page.contains(
                        SAFE_NAME + " and you changed the same sentence of this page while apart."),
                page);
        assertFalse(page.contains(NAME), page);
        awaited("/w/-/changes", "href=\"/w/-/overlaps\"");
        String list = browse("/w/-/overlaps").body();
        assertTrue(list.contains("href=\"/w/-/overlaps/Said\""), list);
    }

    @Test
    void theScreenShowsWhatStoodThereAndWhatEachMadeOfItAndRunsNothing() throws Exception {
        made("Shown");

        String screen = browse("/w/-/overlaps/Shown").body();

        assertTrue(screen.contains("red &lt;b&gt;roses&lt;/b&gt;"), screen);
        assertTrue(screen.contains("<ins>dark </ins>red"), screen);
        assertTrue(screen.contains("<ins> and tulips</ins>"), screen);
        assertTrue(screen.contains("dark red &lt;b&gt;roses&lt;/b&gt; and tulips"), screen);
        assertTrue(screen.contains("Yours") && screen.contains(SAFE_NAME + "'s"), screen);
        assertFalse(screen.contains("<b>roses"), screen);
    }

    @Test
    void aFormTicksAPlaceOffAndTheChangeCanBeLookedAtAndUndone() throws Exception {
        PageId page = made("Kept");
        String together = apart.text(page);

        HttpResponse<String> kept = decide("Kept", id(page), apart.bob());

        assertEquals(303, kept.statusCode(), kept.body());
        assertEquals("red <b>roses</b> and tulips\n\ntall\n", apart.text(page));
        String screen = browse(kept.headers().firstValue("Location").orElseThrow()).body();
        assertTrue(screen.contains("Nothing is left to decide."), screen);
        assertTrue(screen.contains("href=\"/w/-/diff/Kept?from="), screen);
        String before = screen.replaceFirst("(?s).*/w/-/diff/Kept\\?from=([^\"&]*)\".*", "$1");
        apart.alice()
                .post(
                        "/w/-/restore/Kept",
                        "version=" + before,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertEquals(together, apart.text(page));
        assertFalse(browse("/w/Kept").body().contains("/w/-/overlaps/Kept"));
    }

    @Test
    void aPlaceThatSomebodyTickedOffIsSaidToBeSoAndNothingChanges() throws Exception {
        PageId page = made("Late");
        String id = id(page);
        decide("Late", id, "both");
        String text = apart.text(page);

        HttpResponse<String> late = decide("Late", id, apart.bob());

        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("somebody ticked it off"), late.body());
        assertEquals(text, apart.text(page));
        assertEquals(400, decide("Late", "<script>", "both").statusCode());
    }
}
