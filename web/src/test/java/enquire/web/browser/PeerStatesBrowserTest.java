package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice looks at her screen while Bob's computer does this and that. */
class PeerStatesBrowserTest {

    @AutoClose private RunningNode alice;
    @AutoClose private RunningNode bob;
    private String wiki;

    @BeforeEach
    void meet(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = RunningNode.start(alices, "Alice");
        bob = RunningNode.start(bobs, "Bob");
        wiki = alice.createWiki("Harbour");
        alice.write(wiki, "Crane", "Ask the office.\n");
        bob.join(alice.invite(wiki));
        bob.awaitAnswer("wikis/" + wiki + "/pages", "Crane");
    }

    @Test
    void theHeaderSaysHowTheExchangeStands() throws Exception {
        try (Person reader = Chromium.shared().person()) {
            Page page = reader.tab(alice.url("/" + wiki + "/Crane"));
            var status = page.locator("[data-status]");
            assertThat(status).hasText("Synced with 1 peer");

            bob.freeze();
            alice.write(wiki, "Crane", "Ask Carol.\n");
            alice.write(wiki, "Tides", "High at noon.\n");
            assertThat(status).hasText(Pattern.compile("Sending \\d edits?"));
            bob.thaw();
            assertThat(status).hasText("Synced with 1 peer");

            bob.kill();
            assertThat(status).hasText("No peers online");
        }
    }

    @Test
    void whoeverWritesInAPageIsToldThatItWasRenamedDeletedAndBroughtBack() throws Exception {
        try (Person writer = Chromium.shared().person()) {
            var tab = EditScreenInBrowser.open(writer, alice, wiki, "Crane");
            Page page = tab.page();
            tab.typeAtEnd("Mondays. ");
            tab.awaitSaved();
            bob.awaitAnswer("wikis/" + wiki + "/pages/Crane", "Mondays.");

            bob.rename(wiki, "Crane", "Crane booking");
            page.getByText("Bob renamed this page to Crane booking").waitFor();
            page.waitForURL(Pattern.compile(".*/-/edit/Crane_booking$"));
            assertThat(page.locator("[data-title-field]")).hasValue("Crane booking");

            page.waitForCondition(() -> bobHas("Crane booking"));
            bob.delete(wiki, "Crane booking");
            assertThat(page.locator("[data-strip=deleted]"))
                    .containsText(
                            "Bob deleted this page. You can keep writing: what you write brings it"
                                    + " back.");
            tab.typeAtEnd("Never mind.");
            page.getByText("Your edit brought this page back.").waitFor();
            assertThat(page.locator("[data-strip=deleted]")).hasCount(0);
            tab.awaitSaved();
            page.waitForCondition(() -> bobHas("Crane booking"));
            bob.awaitAnswer("wikis/" + wiki + "/pages/Crane%20booking", "Never mind.");
        }
    }

    private boolean bobHas(String title) {
        try {
            return bob.has(wiki, title);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
