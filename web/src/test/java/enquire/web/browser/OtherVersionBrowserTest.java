package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob has updated Enquire and Alice has not; Carol's clock is slow. */
class OtherVersionBrowserTest {

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    @AutoClose private TestNode carol;

    @Test
    void eachIsToldWhoseProgramIsOldAndWhoseClockIsWrong(
            @TempDir Path alices, @TempDir Path bobs, @TempDir Path carols) throws Exception {
        alice = TestNode.start(alices, "Alice");
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-12));
        carol = TestNode.start(TestNode.settings(carols, "Carol", slow));
        Wiki ofAlice = alice.node().create("w");
        alice.node().listen();
        carol.node().listen();
        Wiki ofCarol = carol.node().join(ofAlice.invite(Role.WRITER).text());
        ofCarol.repository().create(new Title("Tides"), "High at noon.\n");
        alice.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Tides"));
        try (TestNode before = TestNode.start(bobs, "Bob")) {
            before.node().join(ofAlice.invite(Role.WRITER).text());
        }
        bob =
                TestNode.start(
                        TestNode.settings(bobs, "Bob", InstantSource.system())
                                .speaking(Limits.VERSION + 1));
        bob.node().listen();

        try (Person older = Chromium.shared().person();
                Person newer = Chromium.shared().person()) {
            Page page = older.tab(alice.uri("/w/Tides").toString());
            assertThat(page.locator(".byline")).containsText("Edited about 12 minutes ago");
            page.navigate(alice.uri("/w/-/changes?show=everyone").toString());
            assertThat(page.locator(".events")).containsText("about 12 minutes ago");
            page.navigate(alice.uri("/w/-/history/Tides").toString());
            assertThat(page.locator(".sessions .times")).containsText("about ");
            assertThat(page.locator(".shown-head h2")).containsText(" about ");
            page.navigate(alice.uri("/w/-/sync").toString());
            assertThat(row(page, "Carol")).containsText("Its clock is 12 minutes behind");
            awaitRow(page, "Bob", "Bob’s computer runs a newer version");
            assertThat(row(page, "Bob")).containsText("Update Enquire on this computer");
            Page bobsPage = newer.tab(bob.uri("/w/-/sync").toString());
            awaitRow(bobsPage, "Alice", "Alice’s computer runs an older version");
            assertThat(row(bobsPage, "Alice"))
                    .containsText("cannot exchange edits. Ask Alice to update.");
        }
    }

    private static Locator row(Page page, String name) {
        return page.locator(
                ".peers tbody tr:not(.more)", new Page.LocatorOptions().setHasText(name));
    }

    /** The screen is as of when it was opened. */
    private static void awaitRow(Page page, String name, String words) {
        page.waitForCondition(() -> {
            page.reload();
            return row(page, name).textContent().contains(words);
        });
    }
}
