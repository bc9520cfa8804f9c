package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Suggestion;
import enquire.storage.Suggestions;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.NodeKey;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of Alice's wiki {@code w} of which an edit by Bob is left out, because his key signed two
 * changes of one number. Bob became a member over loopback, and his node is closed again.
 */
public final class ForkedPage implements AutoCloseable {

    private final TestNode alice;
    private final Wiki wiki;
    private final NodeKey bob;
    private int actors;

    /**
     * @param folder for both nodes
     * @param name of Bob, as he calls himself
     */
    public ForkedPage(Path folder, String name) {
        Path bobs = folder.resolve("bob");
        alice = TestNode.start(folder.resolve("alice"));
        wiki = alice.node().create("w");
        alice.node().listen();
        var settings =
                new NodeSettings(bobs, Optional.of(name), "127.0.0.1", 0, InstantSource.system());
        try (Node node = Node.open(settings)) {
            node.join(wiki.invite(Role.WRITER).text());
        }
        bob = NodeIdentity.open(bobs.resolve("node").resolve("identity.p12")).key();
    }

    public TestNode alice() {
        return alice;
    }

    /** Makes a page with {@code text}, takes in one edit of Bob and leaves out another. */
    public Suggestion make(String title, String text, String left, String right) {
        PageId page = wiki.repository().create(new Title(title), text).page();
        return fork(page, left, right);
    }

    /**
     * Bob makes two edits of one number.
     *
     * @param left the page's text after one of them
     * @param right the same of the other; which of them is left out is up to their hashes
     */
    public Suggestion fork(PageId page, String left, String right) {
        wiki.repository().exchange().fold(page);
        List<Change> before = wiki.repository().exchange().changes(page);
        Bytes number = Bytes.ofHex("%016x".formatted(++actors));
        var actor = ActorId.of(bob.id(), number);
        List<Change> twins =
                List.of(change(before, actor, left), change(before, actor, right)).stream()
                        .sorted(Comparator.comparing(Change::hash))
                        .toList();
        for (Change twin : twins) {
            give(page, twin);
        }
        return suggestions().of(page).stream()
                .filter(each -> each.id().equals(twins.getLast().hash()))
                .findFirst()
                .orElseThrow();
    }

    public String text(PageId page) {
        return wiki.repository().page(page).orElseThrow().text();
    }

    public Suggestions suggestions() {
        return wiki.repository().suggestions();
    }

    private static Change change(List<Change> before, ActorId actor, String text) {
        try (var document = PageDocument.of(before, actor)) {
            var edit = new Edit.Text(TextChange.between(document.text(), text));
            List<Change> made = document.edit(edit);
            assertEquals(1, made.size());
            return made.getFirst();
        }
    }

    private void give(PageId page, Change change) {
        Instant now = Instant.now();
        var roster = Roster.of(wiki.id(), wiki.repository().records().roster());
        var claim =
                new Claim.Revision(
                        wiki.id(),
                        page,
                        change.actor(),
                        change.seq(),
                        change.seq(),
                        change.hash(),
                        now,
                        Optional.empty(),
                        roster.heads());
        var statement = StatementCodec.sign(bob, List.of(claim)).getFirst().stored();
        var received =
                wiki.repository()
                        .exchange()
                        .receive(
                                page,
                                List.of(change),
                                List.of(statement),
                                now,
                                Optional.of(bob.id()));
        assertEquals(Map.of(), received.refused());
    }

    @Override
    public void close() {
        alice.close();
    }
}
