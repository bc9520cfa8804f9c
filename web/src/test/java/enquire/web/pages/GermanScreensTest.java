package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What Java code says to somebody who asks for German, and to programs, which do not. */
class GermanScreensTest extends BrowsedNode {

    @Test
    void whatWasDoneAndWhatIsShownIsSaidInTheLanguageOfWhoeverLooks() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Kran"), "Elf Tonnen. #werft\n");
        alice.put(wiki("/pages/Slip"), "Siehe [[Kran]].\n");

        alice.until(wiki("/pages/Kran/backlinks"), json -> json.path("total").asInt() == 1);
        assertSays(read("/w/-/history/Kran"), "Eine Version, heute selbst geschrieben.");
        var renamed = submit("/w/-/rename/Kran", "title", "Alter Kran", "updateLinks", "yes");
        assertSays(renamed, "Umbenannt in Alter Kran. Links auf 1 Seite angepasst.");
        assertSays(read("/w/Alter_Kran"), "gerade eben", "Kein anderer Computer online");
        assertSays(read("/w/-/history/Alter_Kran"), "Verlauf von Alter Kran", "Heute");
        assertSays(read("/w/-/pages?by=size"), "Alle Seiten", "Nach Größe", "Zeichen");
        assertSays(read("/w/-/tags"), "Schlagwörter", "1 Seite");
        assertSays(read("/w/-/sync"), "Das Wiki liegt allein auf diesem Computer.");
        assertSays(submit("/w/-/delete/Slip"), "Slip gelöscht.");
        assertSays(read("/w/Slip"), "Gelöscht von Alice, heute um ");
        assertSays(read("/w/-/deleted"), "Löschen entfernt nie den Verlauf.");
    }

    @Test
    void aRenderedPageIsKeptForEachLanguageWithTheWordsThatItSaysItself() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Kran"), "# Last\n\nSiehe [[Winde]].\n\n- [ ] ölen\n");
        String[] german = {
            "title=\"Diese Seite gibt es noch nicht.", "Link zu diesem Abschnitt", "\"Aufgabe 1\""
        };
        String[] english = {
            "title=\"This page does not exist yet.", "Link to this section", "\"Task 1\""
        };

        assertSays(read("/w/Kran"), german);
        assertSays(browse("/w/Kran"), english);
        assertSays(read("/w/Kran"), german);
    }

    @Test
    void whatDoesNotWorkIsSaidInGermanOnAScreenAndInEnglishToAProgram() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Kran"), "Elf Tonnen.\n");
        alice.put(wiki("/pages/Slip"), "Zwölf Tonnen.\n");

        assertSays(read("/w/-/history/Nirgends"), "Diese Seite gibt es nicht.");
        assertSays(
                submit("/w/-/rename/Kran", "title", "Slip"), "Eine Seite hat diesen Titel schon.");
        assertSays(submit("/w/-/rename/Kran", "title", "a//b"), "Ein Titel hat 1 bis 255 Zeichen");
        String rename = wiki("/pages/Kran/rename");
        String title = "{\"title\": \"Slip\"}";
        assertSays(alice.post(rename, title), "That title is taken.");
        assertSays(
                alice.post(rename, title, "Accept-Language", "de"), "Dieser Titel ist vergeben.");
    }

    private HttpResponse<String> read(String path) throws Exception {
        return alice.get(path, "Accept", "text/html", "Accept-Language", "de-DE,de;q=0.9");
    }

    /** A form that is sent, and the screen that follows it. */
    private HttpResponse<String> submit(String path, String... fields) throws Exception {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        var answer =
                alice.post(path, body.toString(), "Accept", "text/html", "Accept-Language", "de");
        return answer.statusCode() / 100 == 3 ? read(location(answer)) : answer;
    }

    private static void assertSays(HttpResponse<String> answer, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(
                    answer.body().contains(sentence), sentence + " in " + answer + answer.body());
        }
    }
}
