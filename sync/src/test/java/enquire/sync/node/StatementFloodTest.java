package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice and Bob wrote Roses. Somebody gives Alice any number of statements about what they wrote.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class StatementFloodTest {

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki atBobs;
    private PageId roses;
    private Set<Statement> honest;

    StatementFloodTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        atBobs = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        write(atBobs, "red and white");
        new Wire(bob, alice).runUntilQuiet();
        honest = held(garden);
        assertEquals(2, honest.size());
    }

    @Test
    void whatStrangersSayOfThePageIsNotKept() {
        var flood = new ArrayList<Bytes>();
        for (int i = 0; i < 300; i++) {
            flood.add(adoption(TestKeys.of("Stranger " + i), heads(), List.of(head())));
        }

        receive(garden, flood);

        assertTrue(honest.equals(held(garden)), held(garden).size() + " are held");
    }

    @Test
    void whatAReaderSaysOfThePageIsNotKept() {
        NodeKey rita = TestKeys.of("Rita");
        NodeKey owner = meetings.identity("Alice").key();
        var add =
                RosterRecords.add(
                        owner,
                        garden.roster().roster(),
                        rita.id(),
                        "Rita",
                        Role.READER,
                        Optional.empty(),
                        Instant.EPOCH);
        garden.addRoster(List.of(add));
        var flood = new ArrayList<Bytes>();
        for (int i = 0; i < 300; i++) {
            flood.add(adoption(rita, heads(), List.of(head(), hash(i))));
        }

        receive(garden, flood);

        assertTrue(honest.equals(held(garden)), held(garden).size() + " are held");
    }

    /** He may write, or might again; what he says again and again is worth no more for it. */
    @Test
    void aWriterWhoRepeatsHimselfIsKeptEightTimesAChange() {
        NodeKey key = meetings.identity("Bob").key();
        var adoption = new Claim.Adoption(garden.id(), roses, key.id(), List.of(head()), heads());
        var flood = new ArrayList<Bytes>();
        // Equal claims, and each another statement: they have other paths to their signature.
        StatementCodec.sign(key, Collections.nCopies(60, adoption))
                .forEach(each -> flood.add(each.bytes()));
        flood.addAll(repeatedRevisions(key, 300));

        receive(garden, flood.subList(0, 200));
        receive(garden, flood);

        assertEquals(1 + 8, held(garden).size());
        garden.repository().exchange().judgeAnew();
        assertEquals("red and white", Meetings.text(garden, "Roses"));
    }

    /** In another order at each node; and an honest one is never among what goes. */
    @Test
    void allComeToHoldTheSame() {
        NodeKey key = meetings.identity("Bob").key();
        var flood = new ArrayList<Bytes>();
        for (int i = 0; i < 40; i++) {
            flood.add(adoption(TestKeys.of("Stranger " + i), heads(), List.of(head())));
        }
        flood.addAll(repeatedRevisions(key, 40));

        receive(garden, flood);
        receive(atBobs, flood.reversed());
        new Wire(bob, alice).runUntilQuiet();

        assertEquals(held(atBobs), held(garden));
        assertEquals(
                atBobs.repository().exchange().fingerprint(),
                garden.repository().exchange().fingerprint());
        garden.repository().exchange().judgeAnew();
        assertEquals("red and white", Meetings.text(garden, "Roses"));
    }

    @Test
    void aFalseRevisionThatCameBeforeItsChangeGoesWhenThatComes() {
        NodeKey key = meetings.identity("Bob").key();
        write(atBobs, "red, white and pink");
        new WikiShelf(atBobs, alice.id()).lacking(roses, Heads.NONE);
        var revision = (Claim.Revision) newest(atBobs);
        Claim.Revision lie = withSeq(revision, revision.seq() + 7);
        receive(garden, List.of(signed(key, lie)));
        assertEquals(honest.size() + 1, held(garden).size());

        new Wire(bob, alice).runUntilQuiet();

        assertEquals("red, white and pink", Meetings.text(garden, "Roses"));
        assertEquals(held(atBobs), held(garden));
    }

    @Test
    void oneThatNamesAChangeTwiceIsMalformed() {
        NodeKey key = meetings.identity("Bob").key();
        Bytes twice = adoption(key, heads(), List.of(head(), head()));

        assertThrows(ProtocolException.class, () -> receive(garden, List.of(twice)));
    }

    private List<Bytes> repeatedRevisions(NodeKey key, int count) {
        var revision =
                honest.stream()
                        .map(each -> StatementCodec.decode(each.bytes()).claim())
                        .filter(claim -> claim.signer().equals(key.id()))
                        .map(Claim.Revision.class::cast)
                        .findFirst()
                        .orElseThrow();
        return IntStream.range(0, count)
                .mapToObj(i ->
                        signed(
                                key,
                                new Claim.Revision(
                                        revision.wiki(),
                                        revision.page(),
                                        revision.actor(),
                                        revision.burst(),
                                        revision.seq(),
                                        revision.hash(),
                                        revision.at().plusMillis(i + 1),
                                        revision.summary(),
                                        revision.rosterHeads())))
                .toList();
    }

    private static Claim.Revision withSeq(Claim.Revision revision, long seq) {
        return new Claim.Revision(
                revision.wiki(),
                revision.page(),
                revision.actor(),
                revision.burst(),
                seq,
                revision.hash(),
                revision.at(),
                revision.summary(),
                revision.rosterHeads());
    }

    private Claim newest(Wiki wiki) {
        return StatementCodec.decode(
                        wiki.repository().exchange().statements(roses).getLast().bytes())
                .claim();
    }

    private Bytes adoption(NodeKey key, List<Bytes> rosterHeads, List<ChangeHash> named) {
        PeerId signer = key.id();
        return signed(key, new Claim.Adoption(garden.id(), roses, signer, named, rosterHeads));
    }

    private static Bytes signed(NodeKey key, Claim claim) {
        return StatementCodec.sign(key, List.of(claim)).getFirst().bytes();
    }

    private List<Bytes> heads() {
        return garden.roster().roster().heads();
    }

    private ChangeHash head() {
        return garden.repository().exchange().heads(roses).hashes().getFirst();
    }

    private static ChangeHash hash(int number) {
        return new ChangeHash(Bytes.of(new byte[] {(byte) number, (byte) (number >> 8)}).sha256());
    }

    private void write(Wiki wiki, String text) {
        var page = wiki.repository().page(roses).orElseThrow();
        wiki.repository().write(roses, page.version(), text);
        wiki.repository().exchange().fold(roses);
        new WikiShelf(wiki, bob.id()).lacking(roses, Heads.NONE);
    }

    private void receive(Wiki wiki, List<Bytes> statements) {
        new WikiShelf(wiki, bob.id())
                .receive(List.of(new Shelf.Arrived(roses, List.of(), statements)));
    }

    private Set<Statement> held(Wiki wiki) {
        return new HashSet<>(wiki.repository().exchange().statements(roses));
    }
}
