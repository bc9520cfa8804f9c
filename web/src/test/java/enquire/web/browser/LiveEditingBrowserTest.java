package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people in one page, and a tab whose node dies under it. */
class LiveEditingBrowserTest extends AlicesNode {

    private String wiki;

    /** A wiki of its own for each test, for the node is shared. */
    @BeforeEach
    void createWiki() throws Exception {
        node.ensureRunning();
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first line\n");
    }

    @Test
    void everyKeyOfOneTabArrivesInTheOther() throws Exception {
        try (var alice = chromium.person();
                var bob = chromium.person()) {
            var here = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            var there = EditScreenInBrowser.open(bob, node, wiki, "Minutes");

            here.typeAtEnd("from the left 🙂");
            there.awaitContains("from the left 🙂");
            there.typeAtStart("from the right ");
            here.awaitContains("from the right first line");

            here.awaitSaved();
            there.awaitSaved();
            assertEquals("from the right first line\nfrom the left 🙂", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void whoComesLaterSeesTheCursorOfSomebodyWhoStoppedTyping() {
        try (var alice = chromium.person();
                var bob = chromium.person()) {
            var here = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            here.typeAtStart("Typed before Bob came. ");
            here.awaitSaved();

            var there = EditScreenInBrowser.open(bob, node, wiki, "Minutes");

            assertThat(there.page().locator(".cm-line .peer-caret")).hasCount(1);
            assertThat(there.page().locator(".peer-flag")).hasText("Alice");
        }
    }

    @Test
    void twoPeopleWhoTypeAtTheSameTimeEndWithOneTextThatHoldsBoth() throws Exception {
        var random = new Random(7);
        try (var alice = chromium.person();
                var bob = chromium.person()) {
            var here = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            var there = EditScreenInBrowser.open(bob, node, wiki, "Minutes");
            var typedHere = new StringBuilder();
            var typedThere = new StringBuilder();

            for (int round = 0; round < 30; round++) {
                String a = "a" + random.nextInt(1000) + " ";
                String b = "b" + random.nextInt(1000) + " ";
                here.typeAtEnd(a);
                there.typeAtStart(b);
                typedHere.append(a);
                typedThere.insert(0, b);
            }

            here.awaitSaved();
            there.awaitSaved();
            String end = typedThere + "first line\n" + typedHere;
            here.awaitText(end);
            there.awaitText(end);
            assertEquals(end, node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aTabWhoseNodeIsKilledKeepsTypingAndLosesNothingWhenTheNodeIsBack() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.typeAtEnd("before the kill. ");
            tab.awaitSaved();

            node.kill();
            tab.typeAtEnd("while it was dead. ");
            tab.awaitStrip("Your node is not answering");
            tab.typeAtEnd("And more.");
            node.restart();

            tab.awaitStrip("Back in touch. Sent");
            tab.awaitSaved();
            assertEquals(
                    "first line\nbefore the kill. while it was dead. And more.",
                    node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aTabThatIsReloadedAfterItsNodeDiedGoesOnFromItsDraft() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.typeAtEnd("before. ");
            tab.awaitSaved();
            node.kill();
            tab.typeAtEnd("typed into a dead node");
            tab.awaitStrip("Your node is not answering");

            node.restart();
            tab.page().reload();
            var again = new EditScreenInBrowser(tab.page());

            again.awaitContains("typed into a dead node");
            again.awaitSaved();
            assertEquals("first line\nbefore. typed into a dead node", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aClosedTabsDraftIsAdoptedByTheNextTab() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            tab.awaitContains("first line");
            node.kill();
            tab.typeAtEnd("kept in the browser");
            tab.awaitStrip("Your node is not answering");
            tab.page().close();

            node.restart();
            var next = EditScreenInBrowser.open(alice, node, wiki, "Minutes");

            next.awaitContains("kept in the browser");
            next.awaitSaved();
            assertTrue(node.text(wiki, "Minutes").contains("kept in the browser"));
        }
    }
}
