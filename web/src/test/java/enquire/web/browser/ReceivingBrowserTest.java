package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice opens her laptop after Bob wrote a lot, and Bob's line is slow. */
class ReceivingBrowserTest {

    private static final int PAGES = 28;
    private static final int CHARACTERS = 25_000;

    /** Without a number where all that was told has come before Bob's computer stood still. */
    private static final Pattern RECEIVING = Pattern.compile("Receiving (\\d+ edits?|pages)");

    @AutoClose private TestNode alice;
    @AutoClose private RunningNode bob;

    @Test
    void theHeaderAndThePhonesStripSayThatEditsAreComing(@TempDir Path alices, @TempDir Path bobs)
            throws Exception {
        alice = TestNode.start(alices, "Alice");
        bob = RunningNode.start(bobs, "Bob");
        String there = bob.createWiki("Harbour");
        bob.write(there, "Crane", "Ask the office.\n");
        Wiki wiki = alice.node().join(bob.invite(there));
        String screen = alice.uri("/" + wiki.slug() + "/-/sync").toString();
        for (int i = 0; i < PAGES; i++) {
            bob.write(there, "Tides " + i, letters(i));
        }
        try (Person desk = Chromium.shared().person();
                Person phone = Chromium.shared().person(390, 800, ColorScheme.LIGHT)) {
            Page wide = desk.tab(screen);
            Page narrow = phone.tab(screen);
            assertThat(wide.locator("[data-status]")).hasText("No peers online");

            alice.node().listen(); // And dials: until now it was as a node that is not running.
            awaitReceiving(wiki);
            bob.freeze(); // So that some are still to come, however fast this computer is.
            assertThat(wide.locator("[data-status]")).hasText(RECEIVING);
            assertThat(narrow.locator("[data-strip=status]")).hasText(RECEIVING);
            assertThat(narrow.locator("[data-strip=status]")).isVisible();
            bob.thaw();

            assertThat(wide.locator("[data-status]")).hasText("Synced with 1 peer");
            assertThat(narrow.locator("[data-strip=status]")).hasCount(0);
            alice.until(
                    "/-/api/v1/wikis/" + wiki.slug() + "/state",
                    state -> state.path("pages").asInt() > PAGES);
        }
    }

    /** Spins: it may be over in a moment. */
    private static void awaitReceiving(Wiki wiki) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    while (!(wiki.state() instanceof Wiki.State.Receiving receiving)
                            || receiving.edits() == 0) {
                        Thread.onSpinWait();
                    }
                });
    }

    /** Nothing that deflates to nothing. */
    private static String letters(long seed) {
        return new Random(seed)
                .ints(CHARACTERS, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
