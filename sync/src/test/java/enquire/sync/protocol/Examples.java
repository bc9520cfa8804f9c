package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One message of each kind. */
final class Examples {

    private static final WikiId WIKI = new WikiId(Bytes.ofHex("11".repeat(32)));
    private static final PageId PAGE = PageId.parse("22222222-2222-4222-a222-222222222222");
    private static final Bytes INDEX = Bytes.ofHex("33".repeat(16));
    private static final BlobId BLOB = new BlobId(Bytes.ofHex("44".repeat(32)));
    private static final Heads HEADS =
            Heads.of(List.of(ChangeHash.parse("55".repeat(32)), ChangeHash.parse("66".repeat(32))));
    private static final Message.Fingerprint PRINT =
            new Message.Fingerprint(2, Bytes.ofHex("77".repeat(32)), Bytes.ofHex("88".repeat(32)));

    private Examples() {}

    static Map<String, Message> all() {
        var all = new LinkedHashMap<String, Message>();
        all.put("hello", hello());
        all.put(
                "join",
                new Message.Join(
                        WIKI, Bytes.ofHex("99".repeat(16)), Bytes.ofHex("aa".repeat(32)), "Bob"));
        all.put(
                "roster",
                new Message.Roster(WIKI, List.of(Bytes.ofHex("0102"), Bytes.ofHex("03"))));
        all.put(
                "index",
                new Message.Index(
                        WIKI, INDEX, 4, List.of(new Message.Entry(PAGE, HEADS, 6)), 7, true));
        all.put(
                "listing",
                new Message.Listing(
                        new Message.Index(
                                WIKI,
                                INDEX,
                                4,
                                List.of(new Message.Entry(PAGE, HEADS, 6)),
                                7,
                                true),
                        List.of(
                                new Message.Detail(
                                        Bytes.ofHex("ab".repeat(32)), "Fox", List.of()))));
        all.put(
                "listing_others",
                new Message.Listing(
                        new Message.Index(
                                WIKI,
                                INDEX,
                                4,
                                List.of(
                                        new Message.Entry(PAGE, HEADS, 6),
                                        new Message.Entry(PAGE, HEADS, 7)),
                                7,
                                true),
                        List.of(
                                new Message.Detail(Bytes.ofHex("ab".repeat(32)), "Fox", List.of()),
                                new Message.Detail(
                                        Bytes.ofHex("ab".repeat(32)), "Dog", List.of("dogs")))));
        all.put(
                "seen",
                new Message.Seen(WIKI, new Message.Position(INDEX, 300), Optional.of(PRINT)));
        all.put(
                "owing",
                new Message.Seen(
                        WIKI, new Message.Position(INDEX, 300), Optional.empty(), Set.of(PAGE)));
        all.put("want", new Message.Want(WIKI, List.of(new Message.PageHeads(PAGE, Heads.NONE))));
        all.put(
                "changes",
                new Message.Changes(
                        WIKI,
                        List.of(
                                new Message.PageChanges(
                                        PAGE,
                                        List.of(Bytes.ofHex("856f4a83")),
                                        List.of(Bytes.ofHex("0a0b")),
                                        false))));
        all.put("have", have(List.of(), List.of(), false));
        all.put(
                "have_more",
                have(List.of(new Message.Part(BLOB, Bytes.ofHex("05"))), List.of(BLOB), true));
        all.put("heard", new Message.Heard(WIKI, Bytes.ofHex("bb".repeat(32))));
        all.put("cancel", new Message.Cancel(WIKI, BLOB, List.of(3)));
        all.put("tree", new Message.Tree(WIKI, BLOB));
        all.put("leaves", new Message.Leaves(WIKI, BLOB, Bytes.ofHex("cc".repeat(64))));
        var asked = new Message.Asked(BLOB, Bytes.ofHex("dd".repeat(32)));
        all.put(
                "keep",
                new Message.Keep(WIKI, List.of(asked), List.of(Bytes.ofHex("ee")), List.of(asked)));
        all.put("need", new Message.Need(WIKI, BLOB, List.of(0, 3)));
        all.put("piece", new Message.Piece(WIKI, BLOB, 3, Bytes.ofHex("cafe")));
        all.put("presence", new Message.Presence(WIKI, PAGE, "tab-1", true, true, 10, 70_000));
        all.put("query", new Message.Query(WIKI, 5, "räven 🦊", 20));
        all.put(
                "hits",
                new Message.Hits(WIKI, 5, 1, List.of(new Message.Hit(PAGE, "Fox", "a fox"))));
        all.put("peers", new Message.Peers(WIKI, List.of(Bytes.ofHex("0c")), List.of()));
        all.put(
                "peersAndOffers",
                new Message.Peers(WIKI, List.of(), List.of(Bytes.ofHex("0d"), Bytes.ofHex("0e"))));
        var change = ChangeHash.parse("55".repeat(32));
        all.put(
                "suggest",
                new Message.Suggest(
                        WIKI,
                        List.of(new Message.Named(PAGE, change)),
                        List.of(new Message.Named(PAGE, ChangeHash.parse("66".repeat(32)))),
                        List.of(
                                new Message.Suggested(
                                        PAGE, Bytes.ofHex("856f4a83"), Bytes.ofHex("0a0b")))));
        all.put("close", new Message.Close(Message.Reason.SAME_KEY, "A copied data folder."));
        return all;
    }

    private static Message have(List<Message.Part> parts, List<BlobId> gone, boolean all) {
        return new Message.Have(WIKI, List.of(new Message.Held(BLOB, 1_000_000)), parts, gone, all);
    }

    private static Message hello() {
        return new Message.Hello(
                Limits.VERSION,
                "Alice",
                List.of(),
                List.of(
                        new Message.Greeting(
                                WIKI,
                                INDEX,
                                9,
                                Optional.of(PRINT),
                                Optional.of(new Message.Position(INDEX, 8))),
                        new Message.Greeting(WIKI, INDEX, 0, Optional.empty(), Optional.empty())));
    }
}
