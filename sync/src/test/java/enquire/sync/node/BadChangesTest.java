package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bob is a member, and sends Alice over real TLS what no page may hold: each time the connection
 * ends with a word that names what was wrong, it counts against him, and her page stays as it is.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class BadChangesTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private int port;
    private Wiki garden;
    private PageId roses;
    private TwoFaced.Branch honest;

    BadChangesTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        port = alice.listen();
        garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        // He never listens: a dial that fails would take what is said of him off the screen.
        Node bob = meetings.open("Bob");
        bob.join(garden.invite(Role.WRITER).text());
        meetings.stop(bob);
        garden.settle();
        honest = new TwoFaced(alice, folder, "Bob", 7).write(garden, roses, "red and blue");
    }

    @Test
    void eachEndsItsConnectionWithAWordAndCountsAgainstWhoSentIt() throws Exception {
        Bytes statement = honest.statement();

        endsWith("a malformed change", garbage(), statement);
        endsWith("first operation", misnumbered());
        endsWith("its author did not sign", honest.last().chunk(), damaged(statement));

        // Two are forgiven, so each of the three has counted.
        Meetings.await(
                "the screen says so",
                () ->
                        Meetings.problem(garden, meetings.identity("Bob").key().id())
                                .contains("left alone for 1 min"));
        RawPeer again = meetings.keep(new RawPeer(meetings.identity("Bob"), alice.id(), port));
        assertEquals(Message.Reason.BUSY, again.awaitClose().reason());
    }

    /** What is refused above is refused for what is wrong with it, not for coming this way. */
    @Test
    void theSameChangeUnharmedEnters() throws Exception {
        RawPeer bob = connect();

        bob.send(changes(honest.last().chunk(), honest.statement()));

        Meetings.await("it is in", () -> text().equals("red and blue"));
    }

    private void endsWith(String words, Message.Changes sent) throws Exception {
        RawPeer bob = connect();
        bob.send(sent);
        Message.Close close = bob.awaitClose();
        assertEquals(Message.Reason.PROTOCOL, close.reason());
        assertTrue(close.explanation().contains(words), close.explanation());
        assertEquals("red", text());
        Meetings.await(
                "the screen says why",
                () ->
                        Meetings.problem(garden, meetings.identity("Bob").key().id())
                                .contains(words));
    }

    private void endsWith(String words, Bytes chunk, Bytes statement) throws Exception {
        endsWith(words, changes(chunk, statement));
    }

    private Message.Changes changes(Bytes chunk, Bytes statement) {
        return new Message.Changes(
                garden.id(),
                List.of(new Message.PageChanges(roses, List.of(chunk), List.of(statement), false)));
    }

    private Message.Changes misnumbered() {
        TwoFaced.Branch branch = new TwoFaced(alice, folder, "Bob", 7).misnumbered(garden, honest);
        return changes(branch.last().chunk(), branch.statement());
    }

    private RawPeer connect() throws Exception {
        RawPeer bob = meetings.keep(new RawPeer(meetings.identity("Bob"), alice.id(), port));
        return bob.hello(garden);
    }

    private String text() {
        return Meetings.text(garden, "Roses");
    }

    private static Bytes garbage() {
        return Bytes.of("no change at all".getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes damaged(Bytes statement) {
        byte[] bytes = statement.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.of(bytes);
    }
}
