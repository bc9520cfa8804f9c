package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** In which language a screen comes to whom. */
class LanguagesTest extends BrowsedNode {

    @Test
    void oneNodeSpeaksTheLanguageOfEachBrowserAndMixesNothing() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Log"), "entry\n");

        // One right after the other: what was made for one must not be given to the other.
        var english = read("/w/Log", "Accept-Language", "en-US,en;q=0.9");
        var german = read("/w/Log", "Accept-Language", "de-DE,de;q=0.9,en;q=0.8");
        var englishAgain = read("/w/Log");

        assertSpeaks("en", "Recent changes", english);
        assertSpeaks("de", "Letzte Änderungen", german);
        assertSpeaks("en", "Recent changes", englishAgain);
        assertTrue(german.headers().allValues("Vary").contains("Accept-Language, Cookie"));
        String englishTag = english.headers().firstValue("ETag").orElseThrow();
        assertNotEquals(englishTag, german.headers().firstValue("ETag").orElseThrow());
        assertEquals(
                200,
                read("/w/Log", "If-None-Match", englishTag, "Accept-Language", "de").statusCode());
        assertSpeaks("de", "Zum Inhalt springen", read("/w/-/x", "Accept-Language", "de"));
    }

    @Test
    void whatIsChosenInTheSettingsCountsMoreThanWhatTheBrowserAsksFor() throws Exception {
        makeWiki();

        var chosen = form("/-/settings", "person", "Alice", "language", "de");
        assertSpeaks("de", "Die Einstellungen sind auf diesem Computer gespeichert.", chosen);
        String field = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(field.endsWith("; Path=/; HttpOnly; SameSite=Lax"), field);
        String cookie = "theirs=1; " + field.substring(0, field.indexOf(';'));
        var settings = read("/-/settings", "Accept-Language", "en", "Cookie", cookie);
        assertSpeaks("de", "<option value=\"de\" lang=\"de\" selected>Deutsch", settings);

        var automatic = form("/-/settings", "person", "Alice", "language", "");
        assertSpeaks("en", "Your settings are saved", automatic);
        String gone = automatic.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(gone.startsWith("enquire-language=; Max-Age=0;"), gone);
    }

    @Test
    void aCookieThatNamesNoLanguageIsPassedOver() throws Exception {
        for (String cookie : new String[] {"enquire-language=xx", "enquire-language", "=;,;=de"}) {
            assertSpeaks("en", "Settings", read("/-/settings", "Cookie", cookie));
            assertSpeaks(
                    "de",
                    "Einstellungen",
                    read("/-/settings", "Cookie", cookie, "Accept-Language", "de"));
        }
    }

    private HttpResponse<String> read(String path, String... headers)
            throws IOException, InterruptedException {
        var all = new String[headers.length + 2];
        all[0] = "Accept";
        all[1] = "text/html";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return alice.get(path, all);
    }

    private static void assertSpeaks(String tag, String words, HttpResponse<String> answer) {
        assertTrue(answer.body().contains("<html lang=\"" + tag + "\""), answer.body());
        assertTrue(answer.body().contains(words), answer.body());
    }
}
