package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Suggestion;
import enquire.web.ForkedPage;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits that a page does not hold, as a browser without JavaScript is told of them. */
class SuggestionScreensTest {

    private static final String NAME = "Bob <script>alert(1)</script>";
    private static final String SAFE_NAME = "Bob &lt;script&gt;alert(1)&lt;/script&gt;";

    @AutoClose private static ForkedPage forked;

    @BeforeAll
    static void start(@TempDir Path folder) {
        forked = new ForkedPage(folder, NAME);
    }

    private static Suggestion made(String title) {
        return forked.make(
                title,
                "red\n\ntall\n",
                "red <b>and white</b>\n\ntall\n",
                "red <b>or blue</b>\n\ntall\n");
    }

    private static HttpResponse<String> browse(String path)
            throws IOException, InterruptedException {
        return forked.alice().get(path, "Accept", "text/html");
    }

    private static HttpResponse<String> decide(String title, ChangeHash id, String decision)
            throws IOException, InterruptedException {
        String body = "id=%s&decision=%s".formatted(id, decision);
        return form("/w/-/suggestions/" + title, body);
    }

    private static HttpResponse<String> form(String path, String body)
            throws IOException, InterruptedException {
        return forked.alice()
                .post(
                        path,
                        body,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Accept",
                        "text/html");
    }

    private static String location(HttpResponse<String> response) {
        assertEquals(303, response.statusCode(), response.body());
        return response.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aPageItsHistoryAndTheWikiSayThatAnEditIsLeftOut() throws Exception {
        Suggestion edit = made("Roses");

        String sentence = "1 edit by " + SAFE_NAME + " is not part of this page.";
        for (String screen : new String[] {"/w/Roses", "/w/-/history/Roses"}) {
            String html = browse(screen).body();
            assertTrue(html.contains(sentence), html);
            assertTrue(html.contains("href=\"/w/-/suggestions/Roses\">Look at it</a>"), html);
        }
        for (String screen : new String[] {"/w/-/sync", "/w/-/suggestions"}) {
            String html = browse(screen).body();
            assertTrue(html.contains("href=\"/w/-/suggestions/Roses\""), html);
            assertTrue(html.contains("1 edit"), html);
        }
        String changes = browse("/w/-/changes").body();
        assertTrue(changes.contains("edits that are not part of"), changes);
        assertTrue(changes.contains("href=\"/w/-/suggestions\">Look at them</a>"), changes);

        // Also on a page that was read a moment ago and is kept as it was then.
        forked.suggestions().dismiss(edit.page().page(), edit.id());
        assertFalse(browse("/w/Roses").body().contains("not part of this page"));
        assertTrue(browse("/w/-/history/Roses").body().contains("was dismissed."));
        forked.suggestions().offerAgain(edit.page().page(), edit.id());
        assertTrue(browse("/w/Roses").body().contains("not part of this page"));
    }

    @Test
    void aPageThatHoldsEveryEditSaysNothing() throws Exception {
        forked.alice().put(TestNode.wiki("/pages/Tulips"), "yellow");

        assertFalse(browse("/w/Tulips").body().contains("not part of this page"));
        assertFalse(browse("/w/-/history/Tulips").body().contains("not part of this page"));
        String html = browse("/w/-/suggestions/Tulips").body();
        assertTrue(html.contains("Every edit is part of the page."), html);
    }

    @Test
    void eachEditIsShownWithItsAuthorTheReasonAndWhatItWouldDo() throws Exception {
        made("Shown");

        String html = browse("/w/-/suggestions/Shown").body();

        assertTrue(html.contains("<b dir=\"auto\">" + SAFE_NAME + "</b>"), html);
        assertTrue(html.contains("just now</time>"), html);
        assertTrue(html.contains("gave out different edits as if they were one"), html);
        assertTrue(
                html.contains("<span class=\"sr\" dir=\"auto\">Added: </span>red &lt;b&gt;"), html);
        assertTrue(
                html.contains("<span class=\"sr\" dir=\"auto\">Removed: </span>red &lt;b&gt;"),
                html);
        assertFalse(html.contains("<script>alert"), html);
    }

    @Test
    void oneThatIsTakenInIsPartOfThePageAndCanBeTakenOutAgain() throws Exception {
        Suggestion edit = made("Taken");

        String told = location(decide("Taken", edit.id(), "take"));

        String text = forked.text(edit.page().page());
        assertEquals(edit.text(), text);
        assertTrue(text.contains("white") && text.contains("blue"), text);
        String html = browse(told).body();
        assertTrue(html.contains("Taken in: it is an edit of yours now."), html);
        assertTrue(html.contains("Every edit is part of the page."), html);
        String changes = html.replaceFirst("(?s).*href=\"([^\"]*)\">Show changes<.*", "$1");
        assertFalse(browse("/w/Taken").body().contains("not part of this page"));

        String diff = browse(changes).body();
        assertTrue(diff.contains("<ins class=\"added\""), diff);
        String version = diff.replaceFirst("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1");
        location(form("/w/-/restore/Taken", "version=" + version));
        assertEquals(edit.page().text(), forked.text(edit.page().page()));
    }

    @Test
    void oneThatIsDismissedIsKeptAndCanBeOfferedAgain() throws Exception {
        Suggestion edit = made("Dismissed");

        String told = location(decide("Dismissed", edit.id(), "dismiss"));

        assertEquals(edit.page().text(), forked.text(edit.page().page()));
        String html = browse(told).body();
        assertTrue(html.contains("not offered on this computer any more"), html);
        assertTrue(html.contains(">Undo</button>"), html);
        assertTrue(html.contains("Dismissed on this computer"), html);
        assertFalse(html.contains("Take it in</button>"), html);

        html = browse(location(decide("Dismissed", edit.id(), "offer"))).body();
        assertTrue(html.contains("Take it in</button>"), html);
        assertFalse(html.contains("Dismissed on this computer"), html);
    }

    @Test
    void oneThatWasDecidedInAnotherTabSaysSoAndChangesNothing() throws Exception {
        Suggestion edit = made("Twice");
        location(decide("Twice", edit.id(), "take"));

        for (String decision : new String[] {"take", "dismiss", "offer"}) {
            HttpResponse<String> late = decide("Twice", edit.id(), decision);

            assertEquals(409, late.statusCode(), late.body());
            assertTrue(late.body().contains("This edit is not offered any more"), late.body());
            assertTrue(late.body().contains("role=\"alert\""), late.body());
        }
        assertEquals(edit.text(), forked.text(edit.page().page()));
    }

    @Test
    void onlyWhatWasReallyDecidedIsSaidToBe() throws Exception {
        Suggestion edit = made("Forged");

        for (String query : new String[] {"taken", "dismissed"}) {
            String path = "/w/-/suggestions/Forged?before=%22%3E&" + query + "=";
            String html = browse(path + edit.id()).body();
            assertFalse(html.contains("Taken in:"), html);
            assertFalse(html.contains("Dismissed:"), html);
            assertEquals(400, browse(path + Percent.encodeQuery("<script>")).statusCode());
        }
        assertEquals(400, decide("Forged", edit.id(), "burn").statusCode());
        assertEquals(400, forked.alice().post("/w/-/suggestions/Forged", "id=1").statusCode());
        assertEquals(404, browse("/w/-/suggestions/Nothing_here").statusCode());
        assertEquals(edit.page().text(), forked.text(edit.page().page()));
    }

    @Test
    void takingAnEditIntoADeletedPageBringsItBack() throws Exception {
        Suggestion edit = made("Gone");
        forked.alice().send("DELETE", TestNode.wiki("/pages/Gone"), new byte[0]);
        assertFalse(browse("/w/-/suggestions").body().contains("Gone"));

        String html = browse("/w/-/suggestions/Gone").body();
        assertTrue(html.contains("Taking an edit in brings it back."), html);
        location(decide("Gone", edit.id(), "take"));

        assertEquals(200, browse("/w/Gone").statusCode());
        assertEquals(edit.text(), forked.text(edit.page().page()));
    }

    @Test
    void severalEditsAreCountedAndDecidedOneByOne() throws Exception {
        Suggestion first = made("Several");
        PageId page = first.page().page();
        String now = forked.text(page);
        Suggestion second = forked.fork(page, now + "\nthorny\n", now + "\nwithout any thorns\n");

        assertTrue(browse("/w/Several").body().contains("2 edits by " + SAFE_NAME + " are not"));
        location(decide("Several", second.id(), "take"));

        String html = browse("/w/Several").body();
        assertTrue(html.contains("1 edit by " + SAFE_NAME + " is not"), html);
        assertEquals(first.id(), forked.suggestions().of(page).getFirst().id());
        assertTrue(
                forked.text(page).contains("thorny") && forked.text(page).contains("thorns"),
                forked.text(page));
    }
}
