package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import enquire.web.command.EnquireCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice takes Bob out of the wiki, and each of three people sees what that means. */
class RemovedBrowserTest {

    private static final String SAFE = "Its pages stay on this computer as they were";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    @AutoClose private TestNode carol;
    private Path bobs;
    private Wiki ofAlice;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs, @TempDir Path carols) throws Exception {
        this.bobs = bobs;
        alice = TestNode.start(alices, "Alice");
        bob = TestNode.start(bobs, "Bob");
        carol = TestNode.start(carols, "Carol");
        ofAlice = alice.node().create("w");
        for (TestNode each : new TestNode[] {alice, bob, carol}) {
            each.node().listen();
        }
        Wiki ofBob = bob.node().join(ofAlice.invite(Role.WRITER).text());
        carol.node().join(ofAlice.invite(Role.WRITER).text());
        ofBob.repository().create(new Title("Crane"), "Ask the office.\n");
        for (TestNode each : new TestNode[] {alice, carol}) {
            each.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Crane"));
        }
    }

    @Test
    void whoIsRemovedKeepsHisPagesAndCanComeBack(@TempDir Path folder) throws Exception {
        try (Person remover = Chromium.shared().person();
                Person removed = Chromium.shared().person().whoseNodeMayFail();
                Person other = Chromium.shared().person()) {
            Page bobsPage = removed.tab(bob.uri("/w/Crane").toString());
            assertThat(bobsPage.locator("[data-status]")).not().hasAttribute("data-status", "out");
            Page peers = remover.tab(alice.uri("/w/-/sync").toString());
            peers.getByLabel("Remove Bob").click();
            assertThat(peers.locator("h1")).hasText("Remove Bob?");
            assertThat(peers.locator("main")).containsText("It will not get new edits");
            assertNoViolations(peers, "remove");
            peers.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove")).click();
            assertThat(peers.locator("main"))
                    .containsText("Bob was removed from this wiki by Alice.");
            assertThat(peers.getByLabel("Remove Bob")).hasCount(0);
            assertNoViolations(peers, "peers");

            // What Bob reads stays under his eyes; he is told, and can ask what it means.
            assertThat(bobsPage.locator("[data-status-words]")).hasText("Not a member any more");
            assertThat(bobsPage.locator("article")).containsText("Ask the office.");
            bobsPage.locator("[data-strip=status] a").click();
            assertThat(bobsPage.locator(".summary"))
                    .containsText("You were removed from this wiki by Alice on ");
            bobsPage.navigate(bob.uri("/w/Crane").toString());
            assertThat(bobsPage.locator("main")).containsText(SAFE);
            assertThat(bobsPage.locator("article")).containsText("Ask the office.");
            assertThat(bobsPage.locator("[href*='/-/edit/Crane']")).hasCount(0);
            assertNoViolations(bobsPage, "removed");
            assertEquals("Ask the office.\n", exported(folder.resolve("kept")));

            Page carols = other.tab(carol.uri("/w/-/sync").toString());
            carols.waitForCondition(() -> {
                carols.reload();
                return carols.locator("main")
                        .textContent()
                        .contains("Bob was removed from this wiki by Alice.");
            });

            bobsPage.getByText("Use an invite").click();
            bobsPage.fill("[name=invite]", ofAlice.invite(Role.WRITER).text());
            bobsPage.getByText("Join the wiki").click();
            bobsPage.waitForURL(url -> !url.contains("/-/join"));
            bobsPage.navigate(bob.uri("/w/Crane").toString());
            assertThat(bobsPage.locator("[href*='/-/edit/Crane']").first()).isVisible();
            assertThat(bobsPage.locator("main")).not().containsText(SAFE);
            peers.reload();
            assertThat(peers.getByLabel("Remove Bob")).isVisible();
            assertThat(peers.locator("main")).not().containsText("was removed from this wiki");
        }
    }

    private static void assertNoViolations(Page page, String screen) {
        assertEquals("", String.join("\n", Accessibility.violations(page, screen)));
    }

    /** What Bob's own command gives him of the page. */
    private String exported(Path folder) throws Exception {
        bob.node().announce(bob.uri("/").toString());
        var err = new ByteArrayOutputStream();
        int code =
                EnquireCommand.run(
                        new String[] {"export", folder.toString(), "--data", bobs.toString()},
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(err),
                        Map.of());
        assertEquals(0, code, err::toString);
        return Files.readString(folder.resolve("Crane.md"));
    }
}
