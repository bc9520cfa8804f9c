package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.microsoft.playwright.Page;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Records.Progress;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody follows a link to a page that another computer announced and has not given yet. */
class ArrivingBrowserTest {

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki ofAlice;
    private Wiki ofBob;

    @BeforeEach
    void joinAndOweAPage(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices);
        bob = TestNode.start(bobs);
        ofAlice = alice.node().create("w");
        alice.node().listen();
        bob.node().listen();
        bob.node().join(ofAlice.invite(Role.WRITER).text());
        ofBob = bob.node().wikis().getFirst();
        ofAlice.repository().create(new Title("Crane"), "Ask the office.\n");
        bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Crane"));
        oweAPage();
    }

    /** As the connection leaves it that breaks between the index and the changes. */
    private void oweAPage() {
        var here = awaitProgress();
        var owed = Set.of(new PageId(new UUID(1, 2)));
        ofBob.repository()
                .records()
                .progress(alice.node().id(), new Progress(here.index(), here.sequence(), owed));
    }

    /** How far Bob is with Alice is noted a moment after her page is there. */
    private Progress awaitProgress() {
        var records = ofBob.repository().records();
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    while (records.progress(alice.node().id()).isEmpty()) {
                        BetweenLooks.pause();
                    }
                    return records.progress(alice.node().id()).orElseThrow();
                });
    }

    @Test
    void itSaysWhetherSomebodyWhoHasItIsOnlineAndOpensByItself() {
        try (Person reader = Chromium.shared().person().whoseNodeMayFail()) {
            Page page = reader.tab(bob.uri("/w/Tides").toString());
            page.waitForCondition(() -> {
                oweAPage(); // The connection, which is whole, may just have noted how far it is.
                page.reload();
                return page.locator("[data-arriving]").count() > 0;
            });
            assertThat(page.locator("[data-arriving]"))
                    .hasText(
                            "Fetching pages from the computers of Alice. If this is one of them,"
                                    + " it opens here by itself.");
            alice.node().close();
            page.waitForCondition(() -> {
                page.reload();
                return page.locator("[data-arriving]").textContent().contains("online: Alice");
            });

            ofBob.repository().create(new Title("Tides"), "High at noon.\n");
            assertThat(page.locator("article")).containsText("High at noon.");
        }
    }

    @Test
    void whoJoinedAMomentAgoIsNotToldThatThereIsNothing(@TempDir Path carols) throws Exception {
        try (TestNode carol = TestNode.start(carols);
                Person reader = Chromium.shared().person().whoseNodeMayFail()) {
            carol.node().join(ofAlice.invite(Role.WRITER).text());
            Page page = reader.tab(carol.uri("/w/Crane").toString());
            assertThat(page.locator("[data-arriving]")).containsText("are not here yet");
            assertThat(page.locator("[data-arriving]")).containsText("Alice");

            carol.node().listen(); // And dials: until now it was as a node that is not running.
            assertThat(page.locator("article")).containsText("Ask the office.");
            assertThat(page.locator("[data-status]")).containsText("Synced");
        }
    }
}
