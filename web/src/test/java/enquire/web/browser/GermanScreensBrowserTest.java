package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import enquire.web.language.EnglishSentences;
import enquire.web.language.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whose browser asks for German, and who then chooses English. */
class GermanScreensBrowserTest {

    private static final Set<String> ENGLISH = EnglishSentences.thatAreOtherIn(Language.GERMAN);

    /** All that is read on a screen or read out, but for what people wrote. */
    private static final String WORDS =
            """
            () => {
              const said = [];
              for (const element of document.querySelectorAll('body *')) {
                if (element.closest('[lang=""], script')) continue;
                for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-copy']) {
                  if (element.hasAttribute(name)) said.push(element.getAttribute(name).trim());
                }
                for (const node of element.childNodes) {
                  if (node.nodeType === Node.TEXT_NODE) said.push(node.data.trim());
                }
              }
              return said.filter((words) => words !== '');
            }
            """;

    /** The language of the screen that stands in for one of which the browser has no copy. */
    private static final String KEPT_LANGUAGE =
            """
            async () => {
              const name = (await caches.keys()).find((name) => name.startsWith('shell-'));
              const kept = name && (await (await caches.open(name)).match('/-/offline'));
              return kept ? kept.headers.get('Content-Language') : '';
            }
            """;

    @TempDir Path data;

    @Test
    void aliceStartsAWikiReadsWritesAndSearchesInGermanAndThenChoosesEnglish() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var alice = Chromium.shared().person("de-DE")) {
            Page page = alice.tab(node.url("/"));
            assertThat(page.locator("h1")).hasText("Ein Wiki anlegen oder einem beitreten");
            assertSpeaksGerman(page);
            page.getByLabel("Name des Wikis").fill("Hafen");
            page.keyboard().press("Enter");

            page.waitForSelector(".recovery-key");
            page.getByText("Ist aufgeschrieben").click();
            page.waitForURL(Pattern.compile(".*/hafen/-/edit/Startseite"));
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("Der Kran steht wieder.");
            assertThat(page.locator("[data-saved]")).hasText("Auf diesem Computer gespeichert");
            assertSpeaksGerman(page);
            page.getByText("Fertig").click();

            assertThat(page.locator("main article")).containsText("Der Kran steht wieder.");
            assertThat(page.locator("main article")).containsText("Das ist die Startseite");
            assertSpeaksGerman(page);
            node.awaitAnswer("wikis/hafen/search?q=kran", "Startseite");
            page.navigate(node.url("/hafen/-/search"));
            page.getByLabel("Seiten und Text durchsuchen").fill("kran");
            page.getByText("Suchen", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".hits")).containsText("Bearbeitet");
            assertSpeaksGerman(page);
            for (String screen :
                    List.of(
                            "history/Startseite",
                            "rename/Startseite",
                            "changes",
                            "map",
                            "pages",
                            "sync",
                            "wanted",
                            "edit/Startseite?plain=1")) {
                page.navigate(node.url("/hafen/-/" + screen));
                assertSpeaksGerman(page);
            }
            page.waitForCondition(() -> page.evaluate(KEPT_LANGUAGE).equals("de"));

            page.locator("nav").getByText("Einstellungen").click();
            assertSpeaksGerman(page);
            page.getByLabel("Sprache").selectOption("English");
            page.getByText("Einstellungen speichern").click();

            assertThat(page.locator("main")).containsText("Your settings are saved");
            page.waitForCondition(() -> page.evaluate(KEPT_LANGUAGE).equals("en"));
            page.navigate(node.url("/hafen/Startseite"));
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("nav").first()).containsText("Recent changes");
            assertThat(page.locator("main article")).containsText("Das ist die Startseite");
        }
    }

    private static void assertSpeaksGerman(Page page) {
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        var said = new ArrayList<>((List<?>) page.evaluate(WORDS));
        assertTrue(said.size() > 5, said.toString());
        said.retainAll(ENGLISH);
        assertEquals(List.of(), said, page.url());
    }
}
