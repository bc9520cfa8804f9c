package enquire.web;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Exchange;
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
import java.util.List;
import java.util.Optional;

/**
 * Bob, a writer of Alice's wiki {@code w}, who became one over loopback and whose node is closed
 * again: what he writes comes to her as if his node had met hers.
 */
final class AbsentBob implements AutoCloseable {

    private final TestNode alice;
    private final Wiki wiki;
    private final NodeKey key;
    private int actors;

    /**
     * @param folder for both nodes
     * @param name of Bob, as he calls himself
     */
    AbsentBob(Path folder, String name) {
        Path own = folder.resolve("bob");
        alice = TestNode.start(folder.resolve("alice"));
        wiki = alice.node().create("w");
        alice.node().listen();
        var settings =
                new NodeSettings(own, Optional.of(name), "127.0.0.1", 0, InstantSource.system());
        try (Node node = Node.open(settings)) {
            node.join(wiki.invite(Role.WRITER).text());
        }
        key = NodeIdentity.open(own.resolve("node").resolve("identity.p12")).key();
    }

    TestNode alice() {
        return alice;
    }

    Wiki wiki() {
        return wiki;
    }

    String id() {
        return key.id().toString();
    }

    /** As which he writes after each start of his node. */
    ActorId nextActor() {
        return ActorId.of(key.id(), Bytes.ofHex("%016x".formatted(++actors)));
    }

    /** What he writes to make {@code text} of a page as it was. */
    static List<Change> changes(List<Change> before, ActorId actor, String text) {
        try (var document = PageDocument.of(before, actor)) {
            return document.edit(new Edit.Text(TextChange.between(document.text(), text)));
        }
    }

    /** His node brings them, in one burst that he signed. */
    Exchange.Received give(PageId page, List<Change> changes) {
        Instant now = Instant.now();
        var roster = Roster.of(wiki.id(), wiki.repository().records().roster());
        Change last = changes.getLast();
        var claim =
                new Claim.Revision(
                        wiki.id(),
                        page,
                        last.actor(),
                        changes.getFirst().seq(),
                        last.seq(),
                        last.hash(),
                        now,
                        Optional.empty(),
                        roster.heads());
        var statement = StatementCodec.sign(key, List.of(claim)).getFirst().stored();
        return wiki.repository()
                .exchange()
                .receive(page, changes, List.of(statement), now, Optional.of(key.id()));
    }

    @Override
    public void close() {
        alice.close();
    }
}
