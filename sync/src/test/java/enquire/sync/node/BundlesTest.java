package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Statement;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Shelf;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wiki in a file, carried between computers that never meet. */
class BundlesTest {

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki ofBob;

    BundlesTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "red\n");
        garden.repository().create(new Title("Large"), Meetings.randomText(7, 200_000));
        ofBob = Wire.join(bob, alice, garden);
    }

    @Test
    void whatIsReadIsTakenOnceAndEditsOfTwoMeet() throws IOException {
        Path first = bundle(garden, Optional.empty());

        assertEquals(new Bundles.Report(2, 2, 0, 0, 0), read(ofBob, first));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofBob));
        long sequence = ofBob.repository().exchange().lastSequence();
        assertEquals(new Bundles.Report(2, 0, 0, 0, 0), read(ofBob, first));
        assertEquals(sequence, ofBob.repository().exchange().lastSequence());
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofBob));

        append(garden, "from Alice\n");
        append(ofBob, "from Bob\n");
        read(garden, bundle(ofBob, Optional.empty()));
        read(ofBob, bundle(garden, Optional.empty()));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofBob));
        assertTrue(Meetings.text(garden, "Roses").contains("from Bob"));
    }

    @Test
    void whoReadsItHandsOnWhatOthersWroteAndWhoIsAMember() throws IOException {
        Node carol = meetings.open("Carol");
        Wiki ofCarol = Wire.join(carol, alice, garden);
        read(ofBob, bundle(garden, Optional.empty()));
        append(ofBob, "from Bob\n");

        read(ofCarol, bundle(ofBob, Optional.empty()));

        assertEquals("red\nfrom Bob\n", Meetings.text(ofCarol, "Roses"));
        assertEquals(3, ofBob.members().size());
        assertEquals(Meetings.fingerprint(ofBob), Meetings.fingerprint(ofCarol));
    }

    @Test
    void sinceATimeOnlyWhatChangedIsInIt() throws IOException {
        read(ofBob, bundle(garden, Optional.empty()));
        Instant now = aLittleLater();
        append(garden, "later\n");

        Path later = bundle(garden, Optional.of(now));
        assertTrue(Files.size(later) < 20_000, Files.size(later) + " bytes");
        assertEquals(new Bundles.Report(1, 1, 0, 0, 0), read(ofBob, later));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofBob));
    }

    @Test
    void sinceATimeARemovalComesWithWhatKeepsTheText() throws IOException {
        Node carol = meetings.open("Carol");
        Wiki ofCarol = Wire.join(carol, alice, garden, Role.READER);
        read(ofBob, bundle(garden, Optional.empty()));
        append(ofBob, "from Bob\n");
        read(garden, bundle(ofBob, Optional.empty()));
        read(ofCarol, bundle(garden, Optional.empty()));
        Instant now = aLittleLater();
        garden.membership().remove(bob.id());

        read(ofCarol, bundle(garden, Optional.of(now)));

        assertEquals(2, ofCarol.members().size());
        ofCarol.repository().exchange().judgeAnew(); // It would be, on another thread.
        assertEquals("red\nfrom Bob\n", Meetings.text(ofCarol, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofCarol));
    }

    @Test
    void sinceATimeWhatCameBeforeAndEnteredAfterIsInIt() throws IOException {
        Node carol = meetings.open("Carol");
        Wiki ofCarol = Wire.join(carol, alice, garden, Role.READER);
        read(ofBob, bundle(garden, Optional.empty()));
        read(ofCarol, bundle(garden, Optional.empty()));
        append(ofBob, "from Bob\n");
        ofBob.settle();
        var roses = ofBob.repository().resolve("Roses").orElseThrow();
        var signed = ofBob.repository().exchange().statements(roses);
        deliver(garden, ofBob, roses, List.of()); // It waits for his signature.
        assertEquals("red\n", Meetings.text(garden, "Roses"));
        read(ofCarol, bundle(garden, Optional.empty()));
        Instant now = aLittleLater();
        deliver(garden, ofBob, roses, signed.stream().map(Statement::bytes).toList());
        assertEquals("red\nfrom Bob\n", Meetings.text(garden, "Roses"));

        read(ofCarol, bundle(garden, Optional.of(now)));

        assertEquals("red\nfrom Bob\n", Meetings.text(ofCarol, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofCarol));
    }

    /** What a peer would be sent of a page in one frame, with these statements. */
    private static void deliver(Wiki to, Wiki from, PageId page, List<Bytes> statements) {
        var chunks =
                from.repository().exchange().changes(page).stream().map(Change::chunk).toList();
        new WikiShelf(to, from.self())
                .receive(List.of(new Shelf.Arrived(page, chunks, statements)));
    }

    @Test
    void aClockThatIsSetBackLeavesNothingOut() throws IOException {
        Instant now = Instant.now();
        var clock = new AtomicReference<>(now);
        var settings =
                new NodeSettings(
                        folder.resolve("Dave"), Optional.of("Dave"), "127.0.0.1", 0, clock::get);
        Node dave = meetings.keep(Node.open(settings));
        Wiki kitchen = dave.create("Kitchen");
        kitchen.repository().create(new Title("Roses"), "bread\n");
        kitchen.settle();
        Wiki copy = Wire.join(bob, dave, kitchen);
        read(copy, bundle(kitchen, Optional.empty()));
        clock.set(now.plusSeconds(7_200));
        append(kitchen, "too early\n");
        kitchen.settle();
        clock.set(now);
        append(kitchen, "set right\n");

        read(copy, bundle(kitchen, Optional.of(now.plusSeconds(3_600))));

        assertEquals("bread\ntoo early\nset right\n", Meetings.text(copy, "Roses"));
        assertEquals(Meetings.fingerprint(kitchen), Meetings.fingerprint(copy));
    }

    @Test
    void ofADamagedOneNothingIsTaken() throws IOException {
        byte[] good = Files.readAllBytes(bundle(garden, Optional.empty()));
        var before = Meetings.fingerprint(ofBob);
        for (int at : new int[] {0, 20, 60, good.length / 2, good.length - 40, good.length - 1}) {
            byte[] flipped = good.clone();
            flipped[at] ^= 1;
            String said = refused(ofBob, flipped);
            assertTrue(said.matches("(The bundle (holds|is) |This ).*\\."), said);
            refused(ofBob, java.util.Arrays.copyOf(good, at));
        }
        refused(ofBob, java.util.Arrays.copyOf(good, good.length + 1));
        assertEquals(before, Meetings.fingerprint(ofBob));
        assertEquals(0, ofBob.repository().pageCount());
    }

    @Test
    void ofAForgedOneNothingIsTakenThoughItsSumIsRight() throws IOException {
        Path good = bundle(garden, Optional.empty());
        Path forged = folder.resolve("forged");
        var frames = new ArrayList<Message>();
        BundleFile.read(good, frame -> frames.add(MessageCodec.decode(frame)));
        int last = frames.size() - 1;
        frames.set(last, unsigned((Message.Changes) frames.get(last)));
        try (var out = Files.newOutputStream(forged)) {
            var writer = new BundleFile.Writer(out, garden.id(), Long.MAX_VALUE);
            for (Message message : frames) {
                writer.frame(MessageCodec.encode(message));
            }
            writer.end();
        }

        String why = refused(ofBob, Files.readAllBytes(forged));
        assertTrue(why.contains("did not sign") && why.contains("Nothing of it"), why);
        assertEquals(0, ofBob.repository().pageCount());
    }

    @Test
    void ofAWikiThatIsNotOnesOwnNothingIsTaken() throws IOException {
        Path good = bundle(garden, Optional.empty());
        Wiki other = bob.create("Kitchen");
        assertTrue(refused(other, Files.readAllBytes(good)).contains("another wiki"));

        garden.membership().remove(bob.id());
        read(ofBob, bundle(garden, Optional.empty())); // It tells him so.
        assertTrue(ofBob.ownDeparture().isPresent());
        assertTrue(refused(ofBob, Files.readAllBytes(good)).contains("no member"));
    }

    /** The same, with another last byte in the signature of each statement. */
    private static Message unsigned(Message.Changes changes) {
        return new Message.Changes(
                changes.wiki(),
                changes.pages().stream()
                        .map(page ->
                                new Message.PageChanges(
                                        page.page(),
                                        page.chunks(),
                                        page.statements().stream()
                                                .map(BundlesTest::flipped)
                                                .toList(),
                                        page.more()))
                        .toList());
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] changed = bytes.toArray();
        changed[changed.length - 1] ^= 1;
        return Bytes.of(changed);
    }

    private Path bundle(Wiki wiki, Optional<Instant> since) throws IOException {
        Path file = Files.createTempFile(folder, "garden", ".bundle");
        try (var out = Files.newOutputStream(file)) {
            new Bundles(wiki).write(out, since, true);
        }
        assertEquals(wiki.id(), Bundles.wikiOf(file));
        return file;
    }

    /** A time after everything before, and not after what comes. */
    private static Instant aLittleLater() {
        Instant now = Instant.now();
        while (!Instant.now().isAfter(now.plusMillis(2))) {
            Thread.onSpinWait();
        }
        return now.plusMillis(1);
    }

    private static Bundles.Report read(Wiki wiki, Path file) throws IOException {
        var bundles = new Bundles(wiki);
        Path incoming = Files.createTempFile(bundles.incoming(), "garden", ".part");
        Files.copy(file, incoming, StandardCopyOption.REPLACE_EXISTING);
        try {
            return bundles.take(incoming, (step, done, of) -> {});
        } finally {
            try (var left = Files.list(bundles.incoming())) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    private String refused(Wiki wiki, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("bad"), content);
        var refusal = assertThrows(BundleException.class, () -> read(wiki, file));
        return String.valueOf(refusal.getMessage());
    }

    private static void append(Wiki wiki, String line) {
        var page = wiki.repository().resolve("Roses").orElseThrow();
        var now = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, now.version(), now.text() + line);
    }
}
