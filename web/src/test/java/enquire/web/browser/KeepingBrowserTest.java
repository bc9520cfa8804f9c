package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import enquire.storage.Repository;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was written and cannot be stored as it is: it is kept, and the screen says so. */
class KeepingBrowserTest extends AlicesNode {

    /** Runs when the document is there and before the screen's own script. */
    private static final String WITHOUT_LIMIT =
            "document.addEventListener('readystatechange', () => {"
                    + " const editor = document.querySelector('[data-editor]');"
                    + " if (editor) editor.dataset.textCharsMax = '9000000' })";

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        node.ensureRunning();
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first line\n");
    }

    @Test
    void whatIsPastedFromAWindowsProgramIsSavedWithLineFeeds() throws Exception {
        try (var alice = chromium.person()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.typeAtEnd("");
            tab.paste("one\r\ntwo\rthree\r\n");
            tab.typeAtEnd("four");
            tab.page().keyboard().insertText(" five\r\nsix");
            tab.typeAtEnd(" seven");

            tab.awaitSaved();
            String text = node.text(wiki, "Minutes");
            assertFalse(text.contains("\r"), text);
            assertTrue(text.contains("one\ntwo\nthree\n"), text);
            assertTrue(text.contains("four") && text.contains("seven"), text);
        }
    }

    @Test
    void aPasteThatWouldMakeThePageTooLongIsLeftOutAndSaidSo() throws Exception {
        try (var alice = chromium.person()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.paste("x".repeat(Repository.TEXT_CHARS_MAX));
            tab.awaitStrip("A page holds at most 1,048,576 characters");
            tab.typeAtEnd("second line");

            tab.awaitSaved();
            assertThat(tab.page().locator("[data-strip=length]")).hasCount(0);
            assertEquals("first line\nsecond line", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void anEditThatTheNodeRefusesIsCalledNotSavedAndTheNextOneMendsIt() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab();
            // As if the screen were of an older program, which knew no limit.
            page.addInitScript(WITHOUT_LIMIT);
            page.navigate(node.url("/" + wiki + "/-/edit/Minutes"));
            var tab = new EditScreenInBrowser(page);
            tab.paste("x".repeat(Repository.TEXT_CHARS_MAX));
            tab.awaitSavedWords("Not saved");
            assertThat(page.locator("[data-strip=refusal]")).containsText("1,048,576");

            tab.selectAll();
            page.keyboard().type("short again");

            tab.awaitSaved();
            assertThat(page.locator("[data-strip=refusal]")).hasCount(0);
            assertEquals("short again", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aBrowserThatCannotStoreAsksBeforeTheTabIsClosedUntilItCanAgain() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.typeAtEnd("saved. ");
            tab.awaitSaved();
            assertFalse(tab.asksBeforeLeaving());
            node.kill();
            tab.page()
                    .evaluate(
                            "() => { window.put = IDBObjectStore.prototype.put;"
                                    + " IDBObjectStore.prototype.put ="
                                    + " () => { throw new Error('full') } }");
            tab.typeAtEnd("nowhere but in this tab. ");
            tab.awaitStrip("This browser cannot store edits.");
            assertTrue(tab.asksBeforeLeaving());

            tab.page().evaluate("() => { IDBObjectStore.prototype.put = window.put }");
            tab.typeAtEnd("stored.");

            assertThat(tab.page().locator("[data-strip=storage]")).hasCount(0);
            tab.page().waitForCondition(() -> !tab.asksBeforeLeaving());
            node.restart();
            tab.awaitSaved();
            assertEquals(
                    "first line\nsaved. nowhere but in this tab. stored.",
                    node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aTabThatCannotFollowItsNodeSaysSoInsteadOfSaving() {
        try (var alice = chromium.person()) {
            Page page = alice.tab();
            page.routeWebSocket(Pattern.compile(".*/-/live$"), KeepingBrowserTest::confuse);
            page.navigate(node.url("/" + wiki + "/-/edit/Minutes"));

            page.getByText("This page lost touch with your node.").waitFor();
            page.getByText("Reload", new Page.GetByTextOptions().setExact(true)).waitFor();
        }
    }

    /** After each text comes a step that does not follow it. */
    private static void confuse(WebSocketRoute tab) {
        WebSocketRoute server = tab.connectToServer();
        server.onMessage(frame -> {
            tab.send(frame.text());
            if (frame.text().contains("\"type\":\"text\"")) {
                tab.send("{\"type\":\"updates\",\"version\":999,\"updates\":[]}");
            }
        });
    }
}
