package enquire.web;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
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
 * Pages of Alice's wiki {@code w} that she and Bob changed while apart. Bob became a member over
 * loopback, and his node is closed again; what he writes comes as if it had met hers.
 */
public final class PageChangedApart implements AutoCloseable {

    private final TestNode alice;
    private final Wiki wiki;
    private final NodeKey bob;
    private int actors;

    /**
     * @param folder for both nodes
     * @param name of Bob, as he calls himself
     */
    public PageChangedApart(Path folder, String name) {
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

    public Wiki wiki() {
        return wiki;
    }

    public String bob() {
        return bob.id().toString();
    }

    /** Makes a page with {@code text}, of which each of the two made another one. */
    public PageId make(String title, String text, String alices, String bobs) {
        PageView made = wiki.repository().create(new Title(title), text);
        PageId page = made.page();
        List<Change> before = wiki.repository().exchange().changes(page);
        wiki.repository().write(page, made.version(), alices);
        wiki.repository().exchange().fold(page);
        give(page, changes(before, bobs));
        return page;
    }

    public String text(PageId page) {
        return wiki.repository().page(page).orElseThrow().text();
    }

    private List<Change> changes(List<Change> before, String text) {
        var actor = ActorId.of(bob.id(), Bytes.ofHex("%016x".formatted(++actors)));
        try (var document = PageDocument.of(before, actor)) {
            return document.edit(new Edit.Text(TextChange.between(document.text(), text)));
        }
    }

    private void give(PageId page, List<Change> changes) {
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
        var statement = StatementCodec.sign(bob, List.of(claim)).getFirst().stored();
        wiki.repository()
                .exchange()
                .receive(page, changes, List.of(statement), now, Optional.of(bob.id()));
    }

    @Override
    public void close() {
        alice.close();
    }
}
