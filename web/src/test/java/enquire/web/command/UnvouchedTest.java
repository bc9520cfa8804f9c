package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Bob, an admin, takes words out of Carol's page while Alice, who owns the wiki, is away and
 * removes him: nobody vouches for what is left of it, so it cannot come to her.
 */
class UnvouchedTest extends TypedCommands {

    private static final String SECRET = "7XQ-113";
    private static final String LEFT = "The key: .\nA rose.\n";

    private static Wiki garden(TestNode node) {
        return node.node().wikis().getFirst();
    }

    private static Repository pages(TestNode node) {
        return garden(node).repository();
    }

    private static String text(TestNode node) {
        return pages(node)
                .resolve("Keys")
                .flatMap(pages(node)::page)
                .map(PageView::text)
                .orElse("");
    }

    private static void await(String what, BooleanSupplier holds) {
        BetweenLooks.until(() -> what, holds);
    }

    /** Takes the words out, and Carol goes on. */
    private static void redact(TestNode bob, TestNode carol) {
        PageId keys = pages(carol).create(new Title("Keys"), "The key: 7XQ-113.\n").page();
        await("Bob has it", () -> text(bob).contains(SECRET));
        garden(bob).redacting().redact(keys, SECRET);
        await("Carol's text lacks it", () -> text(carol).equals("The key: .\n"));
        await(
                "Carol dropped it",
                () -> pages(carol).exchange().changes(keys).stream().anyMatch(Change::isBlanked));
        PageView now = pages(carol).page(keys).orElseThrow();
        pages(carol).write(keys, now.version(), LEFT);
    }

    @Test
    void theOwnerIsToldWhoHasItAndItComesWhenThatOneIsMadeAdmin() throws Exception {
        try (TestNode carol = TestNode.start(folder.resolve("carol"), "Carol")) {
            carol.node().listen();
            PeerId bobs;
            try (TestNode bob = TestNode.start(folder.resolve("bob"), "Bob")) {
                try (TestNode alice = TestNode.start(data(), "Alice")) {
                    Wiki wiki = alice.node().create("Garden");
                    alice.node().listen();
                    carol.node().join(wiki.invite(Role.WRITER).text());
                    bob.node().listen();
                    bob.node().join(wiki.invite(Role.ADMIN).text());
                    await(
                            "Bob and Carol have met",
                            () ->
                                    garden(bob).peers().stream().allMatch(Wiki.Peer::connected)
                                            && garden(bob).peers().size() == 2);
                }
                bobs = bob.node().id();
                redact(bob, carol);
            }
            try (TestNode alice = TestNode.start(data(), "Alice")) {
                alice.node().announce(alice.uri("/").toString());
                garden(alice).membership().remove(bobs);
                alice.node().listen();

                await("it is noticed", () -> !garden(alice).redacting().unvouched().isEmpty());
                assertEquals(
                        Map.of(pages(carol).resolve("Keys").orElseThrow(), carol.node().id()),
                        garden(alice).redacting().unvouched());
                assertEquals("", text(alice));
                String said = "What Carol has of a page is not taken in here";
                assertTrue(run("status").out().contains(said), () -> run("status").out());
                assertTrue(run("doctor").out().contains(said), () -> run("doctor").out());
                assertTrue(screen(alice).contains(said), () -> "not on the screen");

                garden(alice).membership().changeRole(carol.node().id(), Role.ADMIN);

                await("it has come", () -> text(alice).equals(LEFT));
                await("nothing is said", () -> garden(alice).redacting().unvouched().isEmpty());
                assertFalse(run("status").out().contains(said), () -> run("status").out());
                assertFalse(screen(alice).contains(said));
                garden(alice).membership().changeRole(carol.node().id(), Role.WRITER);
                assertTrue(garden(alice).redacting().unvouched().isEmpty());
                assertEquals(LEFT, text(alice));
            }
        }
    }

    private static String screen(TestNode alice) throws Exception {
        return alice.get("/garden/-/sync", "Accept", "text/html").body();
    }
}
