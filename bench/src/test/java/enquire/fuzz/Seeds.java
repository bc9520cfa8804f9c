package enquire.fuzz;

import enquire.editor.page.ActorId;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeFuzz;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.FirstChangesFuzz;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.ScreeningFuzz;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.editor.text.TextChange;
import enquire.storage.Version;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.PeerIds;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the honest part of every corpus with the project's own writers. Run again when a format
 * changes; what once broke something is kept beside it by hand.
 */
final class Seeds {

    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");
    private static final Bytes HASH = Bytes.ofHex("55".repeat(32));
    private static final PageId PAGE = PageId.of(Bytes.ofHex("44".repeat(PageId.BYTES)));

    private final Path top;

    private Seeds(Path top) {
        this.top = top;
    }

    /**
     * @param arguments the folder {@code fuzz} of the resources
     */
    public static void main(String[] arguments) throws IOException {
        new Seeds(Path.of(arguments[0])).write();
    }

    private void write() throws IOException {
        var random = new SecureRandom();
        NodeKey alice = NodeKey.generate(random);
        NodeKey bob = NodeKey.generate(random);
        Bytes genesis = RosterRecords.genesis(alice, "Wiki", "Alice", HASH.slice(0, 16), AT);
        WikiId wiki = RosterRecords.wikiOf(genesis);
        Roster roster = Roster.of(wiki, List.of(genesis));
        Bytes add =
                RosterRecords.add(
                        alice, roster, bob.id(), "Bob", Role.WRITER, Optional.empty(), AT);
        put("RosterFuzz", genesis, add);
        messages(wiki);
        statements(wiki, alice);
        var actor = ActorId.of(alice.id(), Bytes.of(new byte[ActorId.SALT_BYTES]));
        List<Change> first =
                FirstChanges.of(actor, new Title("Home"), Map.of(), "some text, and 👍🏽 more");
        put("ChangeFuzz", first.getFirst().chunk(), Bytes.of(ChangeFuzz.compressed(actor)));
        put(
                "FirstChangesFuzz",
                FirstChangesFuzz.honest().stream().map(Bytes::of).toArray(Bytes[]::new));
        put("ScreeningFuzz", ScreeningFuzz.honest().stream().map(Bytes::of).toArray(Bytes[]::new));
        var invite =
                new Invite(
                        wiki,
                        "Wiki",
                        alice.id(),
                        "Alice",
                        List.of("127.0.0.1:8748", "[::1]:8748"),
                        HASH.slice(0, 16),
                        HASH,
                        Role.WRITER,
                        AT);
        text("InviteFuzz", invite.text());
        put("AddressesFuzz", SignedAddresses.sign(alice, List.of("host.example:8748"), AT));
        text("AddressesFuzz", "192.0.2.7:8748", "[2001:db8::1]:1", PeerIds.format(alice.id()));
        var heads = Heads.of(List.of(new ChangeHash(HASH)));
        text("VersionFuzz", new Version(heads, 0).token(), new Version(heads, 70_000).token());
        text(
                "ManifestFuzz",
                "{\"name\":\"tide.png\",\"path\":\"img/tide.png\",\"bytes\":12,\"type\":\"image/png\",\"root\":\"%s\"}"
                        .formatted(HASH.toHex()));
        textChanges();
        text(
                "TabFrameFuzz",
                "{\"type\":\"open\",\"page\":\"%s\",\"tab\":\"t\",\"line\":\"ab\",\"version\":3,\"token\":\"-\"}"
                        .formatted(PAGE),
                "{\"type\":\"push\",\"version\":3,\"updates\":[{\"number\":1,\"changes\":[4,[0,\"a\",\"b\"],[2]]}]}",
                "{\"type\":\"presence\",\"anchor\":1,\"head\":2,\"version\":3}");
        text("PathFuzz", "/w/R%C3%A4ven%2FA_b?q=a+b&x=%F0%9F%A6%8A", "a=1&b=%2e%2e%2f");
        text("RangeFuzz", "\0\1\0\0bytes=0-99", "\0\0\0\7bytes=-5", "\0\0\0\7bytes=3-");
        texts();
        zip();
    }

    private void messages(WikiId wiki) throws IOException {
        Bytes index = HASH.slice(0, 16);
        var heads = Heads.of(List.of(new ChangeHash(HASH)));
        var print = new Message.Fingerprint(2, HASH, HASH);
        var position = new Message.Position(index, 9);
        var blob = new BlobId(HASH);
        List<Message> all =
                List.of(
                        new Message.Hello(
                                1,
                                "Alice",
                                List.of("x"),
                                List.of(
                                        new Message.Greeting(
                                                wiki,
                                                index,
                                                7,
                                                Optional.of(print),
                                                Optional.of(position)))),
                        new Message.Join(wiki, index, HASH, "Bob"),
                        new Message.Index(
                                wiki,
                                index,
                                4,
                                List.of(new Message.Entry(PAGE, heads, 6)),
                                7,
                                true),
                        new Message.Seen(wiki, position, Optional.of(print)),
                        new Message.Want(wiki, List.of(new Message.PageHeads(PAGE, heads))),
                        new Message.Changes(
                                wiki,
                                List.of(
                                        new Message.PageChanges(
                                                PAGE, List.of(HASH), List.of(HASH), true))),
                        new Message.Presence(wiki, PAGE, "tab", true, true, 1, 2),
                        new Message.Have(
                                wiki,
                                List.of(new Message.Held(blob, 9)),
                                List.of(new Message.Part(blob, Bytes.ofHex("05"))),
                                List.of(blob),
                                true),
                        new Message.Heard(wiki, HASH),
                        new Message.Cancel(wiki, blob, List.of(3)),
                        new Message.Tree(wiki, blob),
                        new Message.Leaves(wiki, blob, HASH),
                        new Message.Query(wiki, 5, "räven", 20),
                        new Message.Roster(wiki, List.of(Bytes.of(new byte[2_000]))),
                        new Message.Close(Message.Reason.GOING, "bye"),
                        new Message.Hits(
                                wiki, 5, 1, List.of(new Message.Hit(PAGE, "Fox", "a fox"))),
                        new Message.Listing(
                                new Message.Index(
                                        wiki,
                                        index,
                                        4,
                                        List.of(new Message.Entry(PAGE, heads, 6)),
                                        7,
                                        true),
                                List.of(new Message.Detail(HASH, "Fox", List.of()))));
        put("MessageFuzz", all.stream().map(MessageCodec::encode).toArray(Bytes[]::new));
    }

    private void statements(WikiId wiki, NodeKey key) throws IOException {
        var actor = ActorId.of(key.id(), Bytes.of(new byte[ActorId.SALT_BYTES]));
        var hash = new ChangeHash(HASH);
        List<Claim> claims =
                List.of(
                        new Claim.Revision(
                                wiki,
                                PAGE,
                                actor,
                                1,
                                2,
                                hash,
                                AT,
                                Optional.of("why"),
                                List.of(HASH)),
                        new Claim.Adoption(wiki, PAGE, key.id(), List.of(hash), List.of(HASH)));
        put(
                "StatementFuzz",
                StatementCodec.sign(key, claims).stream()
                        .map(signed -> signed.stored().bytes())
                        .toArray(Bytes[]::new));
    }

    private void textChanges() throws IOException {
        var bytes = new ByteArrayOutputStream();
        TextChange.of(
                        20,
                        List.of(
                                new TextChange.Replacement(2, 4, "räv"),
                                new TextChange.Replacement(9, 9, "👍")))
                .writeTo(new DataOutputStream(bytes));
        put("TextChangeFuzz", Bytes.of(bytes.toByteArray()));
    }

    private void texts() throws IOException {
        text(
                "MarkdownFuzz",
                "# A\n\n[[B|c]] ![[d.png]] #tag\n\n- [ ] e\n\n| f | g |\n|---|---|\n| h | i |\n",
                "> [!note] A\n> b\n\n[^1] ~~c~~\n\n[^1]: d\n\n<details><summary>e</summary>f</details>\n",
                "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))",
                "---\ntags: [a]\n---\n```java\nint x;\n```\n\n![[Other#Heading]]\n",
                // Three pages, each shown in the one before by the length of its name.
                "a ![[four]] ![[fives#H]] [x](y.md)\f# H\n\n![[fives]] <b title='[[a]]'>b\f![[four]] > c");
        text("FrontMatterFuzz", "tags: [a, b]\naliases:\n  - c\n", "a: &x [1]\nb: *x", "lang: sv");
        text("QueryFuzz", "low tide", "\"a b\" -c tag:d title:e f*", "潮汐 räven");
    }

    private void zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("Home.md", "a/b.md", "../out.md", ".hidden")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("text".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        put("ZipFuzz", Bytes.of(bytes.toByteArray()));
    }

    private void text(String harness, String... inputs) throws IOException {
        for (int i = 0; i < inputs.length; i++) {
            write(harness, "text" + i, inputs[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    private void put(String harness, Bytes... inputs) throws IOException {
        for (int i = 0; i < inputs.length; i++) {
            write(harness, "honest" + i, inputs[i].toArray());
        }
    }

    private void write(String harness, String name, byte[] input) throws IOException {
        Path folder = Files.createDirectories(top.resolve(harness));
        Files.write(folder.resolve(name), input);
    }
}
