package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice has a garden, where Bob is a member, and a cellar, where Carol is one. Bob knows every id
 * of the cellar, its heads, and what Carol has signed: of no use to him. Over real TLS.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OtherWikiTest {

    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");
    private static final PeerId MALLORY = TestKeys.of("Mallory").id();
    private static final String MANIFEST = "{\"name\":\"label.png\",\"bytes\":%d,\"root\":\"%s\"}";

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private int port;
    private Wiki garden;
    private Wiki cellar;
    private PageId roses;
    private PageId wine;
    private BlobId label;
    private NodeIdentity bob;
    private NodeIdentity carol;
    private TwoFaced.Branch carols;
    private List<Message> everything;

    OtherWikiTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() throws Exception {
        alice = meetings.open("Alice");
        port = alice.listen();
        garden = alice.create("Garden");
        cellar = alice.create("Cellar");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        wine = cellar.repository().create(new Title("Wine"), "vintage").page();
        byte[] picture = "a label".getBytes(StandardCharsets.US_ASCII);
        var stored = cellar.repository().blobs().add(new ByteArrayInputStream(picture), 1_000);
        label = stored.blob();
        cellar.repository()
                .attach(wine, Map.of(label, MANIFEST.formatted(picture.length, stored.root())));
        bob = member("Bob", garden, Role.WRITER);
        carol = member("Carol", cellar, Role.ADMIN);
        garden.settle();
        cellar.settle();
        carols = new TwoFaced(alice, folder, "Carol", 7).write(cellar, wine, "vintage 1961");
        everything = everything();
    }

    private NodeIdentity member(String name, Wiki wiki, Role role) {
        Node node = meetings.start(name);
        node.join(wiki.invite(role).text());
        meetings.stop(node);
        return meetings.identity(name);
    }

    /** One of each kind of message that names a wiki, each such as works for a member. */
    private List<Message> everything() {
        Exchange exchange = cellar.repository().exchange();
        Bytes mallory =
                RosterRecords.add(
                        carol.key(),
                        cellar.roster().roster(),
                        MALLORY,
                        "Mallory",
                        Role.READER,
                        Optional.empty(),
                        AT);
        Bytes address = SignedAddresses.sign(carol.key(), List.of("192.0.2.7:7777"), farFuture());
        Heads heads = Heads.of(List.of(carols.last().hash()));
        var unknown = new Message.Entry(PageId.of(Bytes.ofHex("07".repeat(16))), heads, 1);
        var chunks = carols.made().stream().map(change -> change.chunk()).toList();
        var changes = new Message.PageChanges(wine, chunks, List.of(carols.statement()), false);
        return List.of(
                new Message.Roster(cellar.id(), List.of(mallory)),
                new Message.Index(cellar.id(), noIndex(), 0, List.of(unknown), 1, true),
                new Message.Listing(
                        new Message.Index(cellar.id(), noIndex(), 0, List.of(unknown), 1, true),
                        List.of(
                                new Message.Detail(
                                        Bytes.ofHex("07".repeat(32)), "Vinegar", List.of()))),
                new Message.Want(cellar.id(), List.of(new Message.PageHeads(wine, Heads.NONE))),
                new Message.Changes(cellar.id(), List.of(changes)),
                new Message.Have(
                        cellar.id(),
                        List.of(new Message.Held(label, 7)),
                        List.of(),
                        List.of(),
                        false),
                new Message.Heard(cellar.id(), Bytes.of(new byte[32])),
                new Message.Cancel(cellar.id(), label, List.of(0)),
                new Message.Tree(cellar.id(), label),
                new Message.Leaves(cellar.id(), label, Bytes.of(new byte[32])),
                new Message.Keep(
                        cellar.id(),
                        List.of(new Message.Asked(label, Bytes.of(new byte[32]))),
                        List.of(),
                        List.of()),
                new Message.Need(cellar.id(), label, List.of(0)),
                new Message.Piece(cellar.id(), label, 0, Bytes.ofHex("07")),
                new Message.Presence(cellar.id(), wine, "tab-of-bob", true, true, 1, 1),
                new Message.Query(cellar.id(), 1, "vintage", 10),
                new Message.Hits(cellar.id(), 1, 0, List.of()),
                new Message.Peers(cellar.id(), List.of(address), List.of()),
                new Message.Suggest(cellar.id(), List.of(), List.of(), List.of(suggested())),
                new Message.Seen(
                        cellar.id(),
                        new Message.Position(exchange.indexId(), 0),
                        Optional.empty()));
    }

    private Message.Suggested suggested() {
        NodeKey dora = TestKeys.of("Dora");
        NodeKey owner = meetings.identity("Alice").key();
        cellar.roster()
                .sign(roster ->
                        RosterRecords.add(
                                owner,
                                roster,
                                dora.id(),
                                "Dora",
                                Role.READER,
                                Optional.empty(),
                                AT));
        var change = ReadersEdit.change(cellar, wine, dora, "vinegar");
        return ReadersEdit.given(cellar, wine, change, dora);
    }

    private int suggestions() {
        return cellar.repository().suggestions().ofReaders().waiting().size();
    }

    /** The newest of a member counts. */
    private static Instant farFuture() {
        return Instant.parse("2099-01-01T00:00:00Z");
    }

    /** Of a store that has nothing, as in the hello of {@link RawPeer}. */
    private static Bytes noIndex() {
        return Bytes.of(new byte[Limits.INDEX_ID_BYTES]);
    }

    @Test
    void eachKindOfMessageThatNamesAWikiIsTried() {
        Set<Class<?>> tried = new HashSet<>(List.of(Message.Hello.class, Message.Join.class));
        tried.add(Message.Close.class); // It names no wiki.
        everything.forEach(message -> tried.add(message.getClass()));

        Set<Class<?>> kinds = new HashSet<>(List.of(Message.class.getPermittedSubclasses()));
        kinds.remove(Message.OfFiles.class);
        kinds.addAll(List.of(Message.OfFiles.class.getPermittedSubclasses()));
        assertEquals(kinds, tried);
    }

    @Test
    void aMemberOfAnotherWikiLearnsNothingAndChangesNothing() throws Exception {
        RawPeer member = connect(carol).hello(cellar);
        awaitKinds(member, Set.of(Message.Hello.class, Message.Index.class));
        State before = state();
        RawPeer spy = connect(bob).hello(garden, cellar);

        everything.forEach(spy::send);
        awaitAnswer(spy);
        assertEquals(before, state());

        // Nor is he told what happens there while he is connected; Carol is.
        int heard = member.messages().size();
        cellar.repository().create(new Title("Cheese"), "blue");
        Meetings.await("Carol is told", () -> member.messages().size() > heard);
        awaitAnswer(spy);
        spy.messages().forEach(message -> assertTrue(namesOnly(garden, message), "" + message));
        for (Bytes secret : secrets()) {
            spy.plainFrames().forEach(frame -> assertFalse(frame.toHex().contains(secret.toHex())));
        }
    }

    /** Otherwise the test above would pass whatever was sent. */
    @Test
    void theSameFromAMemberOfThatWikiIsAnsweredAndTaken() throws Exception {
        RawPeer member = connect(carol).hello(cellar);

        // Nobody offered listings here; PartialCopyTest shows that they are taken.
        everything.stream()
                .filter(message -> !(message instanceof Message.Listing))
                .forEach(member::send);

        // First, since it is forgotten soon.
        Meetings.await("the tab", () -> !cellar.presence().on(wine).isEmpty());
        awaitKinds(
                member,
                Set.of(
                        Message.Hello.class,
                        Message.Roster.class,
                        Message.Index.class,
                        Message.Want.class,
                        Message.Changes.class,
                        Message.Piece.class));
        Meetings.await("text", () -> Meetings.text(cellar, "Wine").equals("vintage 1961"));
        Meetings.await("Mallory", () -> cellar.roster().role(MALLORY).isPresent());
        Meetings.await(
                "the address",
                () -> cellar.addressesOf(carol.key().id()).contains("192.0.2.7:7777"));
        Meetings.await("the suggestion", () -> suggestions() == 1);
        for (Bytes secret : secrets()) {
            Meetings.await(
                    "something is heard of " + secret,
                    () ->
                            member.plainFrames().stream()
                                    .anyMatch(frame -> frame.toHex().contains(secret.toHex())));
        }
    }

    /** Whoever speaks of a wiki that stood in no hello of his is no program of ours. */
    @Test
    void whatNamesAWikiThatWasNotNamedInHelloEndsTheConnectionOrIsPassedOver() {
        meetings.stopAll();
        Node aliceAgain = meetings.open("Alice");
        Node bobAgain = meetings.open("Bob");
        for (Message message : everything) {
            var wire = new Wire(bobAgain, aliceAgain);
            wire.runUntilQuiet();
            wire.acceptor.outputs.clear();

            wire.acceptor.step(new Input.Received(message));
            wire.acceptor.step(new Input.Ready());

            boolean passedOver = message instanceof Message.Hits;
            assertEquals(
                    passedOver ? List.of() : List.of(Message.Reason.PROTOCOL),
                    wire.acceptor.closed(),
                    message::toString);
            assertTrue(
                    wire.acceptor.outputs.stream()
                            .allMatch(output ->
                                    output instanceof Output.Close
                                            || output instanceof Output.Send send
                                                    && send.message() instanceof Message.Close),
                    message::toString);
        }
    }

    @Test
    void whoGuessesAnInviteOfAnotherWikiIsRefused() throws Exception {
        State before = state();
        var guess =
                new Message.Join(
                        cellar.id(),
                        Bytes.of(new byte[Limits.INVITE_ID_BYTES]),
                        Bytes.of(new byte[Limits.PROOF_BYTES]),
                        "Bob");
        RawPeer first = connect(bob);
        first.send(guess);
        assertEquals(Message.Reason.INVITE, first.awaitClose().reason());

        RawPeer afterHello = connect(bob).hello(garden);
        afterHello.send(guess);

        assertEquals(Message.Reason.PROTOCOL, afterHello.awaitClose().reason());
        assertEquals(before, state());
        assertEquals(1, first.messages().size(), "nothing but the refusal");
    }

    private RawPeer connect(NodeIdentity who) throws Exception {
        return meetings.keep(new RawPeer(who, alice.id(), port));
    }

    /** He may read the garden; what he sent before was worked off when the answer has come. */
    private void awaitAnswer(RawPeer spy) {
        long answered = answers(spy);
        spy.send(new Message.Want(garden.id(), List.of(new Message.PageHeads(roses, Heads.NONE))));
        Meetings.await("his own wiki answers", () -> answers(spy) > answered);
    }

    private static long answers(RawPeer peer) {
        return peer.messages().stream().filter(Message.Changes.class::isInstance).count();
    }

    private static void awaitKinds(RawPeer peer, Set<Class<? extends Message>> kinds) {
        Meetings.await(
                "answers of each kind",
                () -> {
                    var heard = new LinkedHashSet<Class<? extends Message>>();
                    peer.messages().forEach(message -> heard.add(message.getClass()));
                    return heard.containsAll(kinds);
                });
    }

    /** A new kind of message does not compile until somebody has thought of it here. */
    private static boolean namesOnly(Wiki wiki, Message message) {
        return switch (message) {
            case Message.Hello m ->
                    m.wikis().stream().allMatch(named -> named.wiki().equals(wiki.id()));
            case Message.Join m -> m.wiki().equals(wiki.id());
            case Message.Roster m -> m.wiki().equals(wiki.id());
            case Message.Index m -> m.wiki().equals(wiki.id());
            case Message.Listing m -> m.index().wiki().equals(wiki.id());
            case Message.Seen m -> m.wiki().equals(wiki.id());
            case Message.Want m -> m.wiki().equals(wiki.id());
            case Message.Changes m -> m.wiki().equals(wiki.id());
            case Message.OfFiles m -> m.wiki().equals(wiki.id());
            case Message.Presence m -> m.wiki().equals(wiki.id());
            case Message.Query m -> m.wiki().equals(wiki.id());
            case Message.Hits m -> m.wiki().equals(wiki.id());
            case Message.Peers m -> m.wiki().equals(wiki.id());
            case Message.Suggest m -> m.wiki().equals(wiki.id());
            case Message.Close m -> false;
        };
    }

    /** Ids, a member and the picture: what would stand on the wire as it is. */
    private List<Bytes> secrets() {
        return List.of(
                cellar.id().value(),
                wine.toBytes(),
                label.value(),
                carol.key().id().value(),
                Bytes.of("a label".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Everything of the cellar that a message could change, also what would wait on disk. */
    private record State(
            Exchange.Fingerprint pages,
            Bytes roster,
            String text,
            boolean waits,
            int tabs,
            List<String> addresses,
            int suggestions,
            boolean ofBob) {}

    private State state() {
        Exchange exchange = cellar.repository().exchange();
        var records = cellar.repository().records();
        PeerId bobs = bob.key().id();
        return new State(
                exchange.fingerprint(),
                cellar.roster().roster().digest(),
                Meetings.text(cellar, "Wine"),
                exchange.holds(wine, List.of(carols.last().hash())),
                cellar.presence().on(wine).size(),
                cellar.addressesOf(carol.key().id()),
                suggestions(),
                records.receipt(bobs).isPresent() || records.progress(bobs).isPresent());
    }
}
