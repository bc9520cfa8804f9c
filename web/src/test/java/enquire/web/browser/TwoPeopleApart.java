package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Alice's and Bob's nodes, which hold the same page and are out of touch until they meet. */
final class TwoPeopleApart implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path bobs;
    private final TestNode alice;
    private TestNode bob;

    TwoPeopleApart(Path folder) {
        bobs = folder.resolve("bob");
        alice = TestNode.start(folder.resolve("alice"));
        bob = TestNode.start(bobs, "Bob");
        alice.node().create("w");
        alice.node().listen();
        bob.node().listen();
        bob.node().join(wiki(alice).invite(Role.WRITER).text());
    }

    TestNode alice() {
        return alice;
    }

    TestNode bob() {
        return bob;
    }

    static Wiki wiki(TestNode node) {
        return node.node().wiki("w").orElseThrow();
    }

    static String text(TestNode node, PageId page) {
        return wiki(node).repository().page(page).map(each -> each.text()).orElse("");
    }

    /** Both have the page, and then Bob's computer is away. */
    PageId page(String title, String text) {
        bob.node().listen();
        PageId page = wiki(alice).repository().create(new Title(title), text).page();
        await(() -> text(bob, page).equals(text) && equal());
        bob.close();
        bob = TestNode.start(bobs, "Bob");
        return page;
    }

    void meet() {
        bob.node().listen();
    }

    void awaitEqual() {
        await(this::equal);
    }

    private boolean equal() {
        return fingerprint(alice).equals(fingerprint(bob));
    }

    private static Object fingerprint(TestNode node) {
        return wiki(node).repository().exchange().fingerprint();
    }

    private static void await(BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "the nodes do not agree");
            BetweenLooks.pause();
        }
    }

    @Override
    public void close() {
        bob.close();
        alice.close();
    }
}
