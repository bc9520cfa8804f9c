package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bob wrote on Alice's page. What he or a stranger says about it later cannot take anything out.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FalseStatementsTest {

    @AutoClose private final Meetings meetings;
    private Node bob;
    private Wiki garden;
    private PageId roses;
    private ChangeHash alices;
    private Statement bobs;

    FalseStatementsTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        Node alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        Wiki joined = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        alices = garden.repository().exchange().heads(roses).hashes().getFirst();
        var page = joined.repository().page(roses).orElseThrow();
        joined.repository().write(roses, page.version(), "red and white");
        new Wire(bob, alice).runUntilQuiet();
        assertEquals("red and white", Meetings.text(garden, "Roses"));
        bobs = byBob().getFirst();
    }

    private List<Statement> byBob() {
        return garden.repository().exchange().statements(roses).stream()
                .filter(each ->
                        StatementCodec.decode(each.bytes()).claim().signer().equals(bob.id()))
                .toList();
    }

    private void receive(Bytes statement) {
        new WikiShelf(garden, bob.id())
                .receive(List.of(new Shelf.Arrived(roses, List.of(), List.of(statement))));
    }

    @Test
    void oneThatItsAuthorDidNotSignIsRefusedAndNotKept() {
        byte[] forged = bobs.bytes().toArray();
        forged[forged.length - 1] ^= 1;

        var refusal = assertThrows(ProtocolException.class, () -> receive(Bytes.of(forged)));

        assertTrue(refusal.getMessage().contains("did not sign"), refusal.getMessage());
        assertEquals(List.of(bobs), byBob());
    }

    /** It would replace the true one, and with it everything of Bob's would leave the page. */
    @Test
    void aRevisionThatIsNotTrueOfItsChangeReplacesNothing() {
        NodeKey key = meetings.identity("Bob").key();
        var honest = (Claim.Revision) StatementCodec.decode(bobs.bytes()).claim();
        var lie =
                new Claim.Revision(
                        honest.wiki(),
                        honest.page(),
                        honest.actor(),
                        honest.burst(),
                        honest.seq() + 1,
                        alices,
                        honest.at(),
                        honest.summary(),
                        honest.rosterHeads());

        receive(StatementCodec.sign(key, List.of(lie)).getFirst().bytes());

        assertTrue(byBob().contains(bobs));
        garden.repository().exchange().judgeAnew();
        assertEquals("red and white", Meetings.text(garden, "Roses"));
    }
}
