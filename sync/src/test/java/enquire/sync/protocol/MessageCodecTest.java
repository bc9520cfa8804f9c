package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final WikiId WIKI = new WikiId(Bytes.ofHex("11".repeat(32)));

    @Test
    void everyMessageHasTheBytesItAlwaysHad() throws Exception {
        var golden = new Properties();
        try (var in = MessageCodecTest.class.getResourceAsStream("messages.properties")) {
            golden.load(in);
        }
        assertEquals(Examples.all().keySet(), golden.stringPropertyNames());
        Examples.all()
                .forEach((name, message) -> {
                    Bytes frame = MessageCodec.encode(message);
                    assertEquals(golden.getProperty(name), frame.toHex(), name);
                    assertEquals(message, MessageCodec.decode(frame), name);
                });
    }

    @Test
    void everyKindOfMessageHasAnExample() {
        assertEquals(
                Stream.of(Message.class, Message.OfFiles.class)
                        .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                        .filter(kind -> !kind.isInterface())
                        .count(),
                Examples.all().values().stream().map(Object::getClass).distinct().count());
    }

    @Test
    void largeMessagesTravelDeflated() {
        var records = new ArrayList<Bytes>();
        for (int i = 0; i < 1_000; i++) {
            records.add(Bytes.ofHex("ab".repeat(200)));
        }
        var message = new Message.Roster(WIKI, records);

        Bytes frame = MessageCodec.encode(message);

        assertTrue(frame.size() < 10_000, frame.size() + " bytes");
        assertEquals(message, MessageCodec.decode(frame));
    }

    @Test
    void whatDoesNotShrinkTravelsPlain() {
        byte[] noise = new byte[4_000];
        new Random(1).nextBytes(noise);
        var message = new Message.Roster(WIKI, List.of(Bytes.of(noise)));

        assertTrue(MessageCodec.encode(message).size() < 4_100);
    }

    @Test
    void aMessageLargerThanAFrameIsNotEncoded() {
        var page =
                new Message.PageChanges(
                        new PageId(new java.util.UUID(1, 2)),
                        List.of(Bytes.of(new byte[Limits.FRAME_BYTES])),
                        List.of(),
                        false);

        assertThrows(
                IllegalArgumentException.class,
                () -> MessageCodec.encode(new Message.Changes(WIKI, List.of(page))));
    }

    @Test
    void aBombIsNotInflated() {
        var deflater = new Deflater(9, true);
        deflater.setInput(new byte[100 << 20]);
        deflater.finish();
        byte[] out = new byte[1 << 20];
        int size = deflater.deflate(out);
        deflater.end();

        refused(deflated(Bytes.of(out, 0, size)), "too large");
    }

    @Test
    void deflatedWithinDeflatedIsRefused() {
        Bytes inner = deflated(Bytes.of(new byte[] {3, 0}));

        refused(deflated(deflate(inner)), "deflated within deflated");
    }

    @Test
    void fieldsThatALaterVersionAddsBehindAreIgnored() {
        var out = new CborWriter().map(5).key("type").text("close").key("reason").text("tired");
        out.key("explanation").text("").key("nap").list(2).number(1).list(0).end().end();
        Bytes frame = out.key("more").text("x").end().toBytes();

        assertEquals(new Message.Close(Message.Reason.OTHER, ""), MessageCodec.decode(frame));
    }

    @Test
    void anUnknownTypeIsRefused() {
        refused(new CborWriter().map(1).key("type").text("dance").end().toBytes(), "not known");
    }

    @Test
    void fieldsOutOfOrderAreRefused() {
        var swapped = new CborWriter().map(3).key("type").text("close");
        swapped.key("explanation").text("").key("reason").text("going").end();
        refused(swapped.toBytes(), "'reason' is missing");
    }

    @Test
    void aFieldThatStandsTwiceIsRefusedWhetherItIsKnownOrNot() {
        var known = new CborWriter().map(4).key("type").text("close").key("reason").text("going");
        known.key("explanation").text("").key("reason").text("busy").end();
        refused(known.toBytes(), "Duplicate");

        var unknown = new CborWriter().map(5).key("type").text("close").key("reason").text("going");
        unknown.key("explanation").text("").key("nap").number(1).key("nap").number(2).end();
        refused(unknown.toBytes(), "Duplicate");
    }

    @Test
    void bytesBehindTheMessageAreRefused() {
        Bytes frame = MessageCodec.encode(new Message.Close(Message.Reason.GOING, ""));

        refused(Bytes.concat(frame, Bytes.ofHex("00")), "follows");
    }

    /**
     * {type: "close", ...} with the length of the type, and the one of the key, in one byte more.
     */
    @Test
    void numbersInALongerFormThanTheyNeedAreRefused() {
        refused(Bytes.ofHex("a16474797065" + "7805636c6f7365"), "longer form");
        refused(Bytes.ofHex("a1780474797065" + "65636c6f7365"), "longer form");
        refused(Bytes.ofHex("b80164747970" + "6565636c6f7365"), "longer form");
        refused(Bytes.ofHex("a16474797065" + "790005636c6f7365"), "longer form");
    }

    @Test
    void textInAnotherFormThanUtf8IsRefused() {
        // "type": "close", once with c1 a3 for c, once with the key's t as c1 b4, then half a pair.
        refused(Bytes.ofHex("a16474797065" + "66c1a36c6f7365"), "not UTF-8");
        refused(Bytes.ofHex("a165c1b4797065" + "65636c6f7365"), "not UTF-8");
        refused(Bytes.ofHex("a16474797065" + "63eda080"), "not UTF-8");
    }

    @Test
    void keysThatAreNoTextAreRefused() {
        // a1 44'type' 65"close", and a1 00 65"close"
        refused(Bytes.ofHex("a14474797065" + "65636c6f7365"), "no text");
        refused(Bytes.ofHex("a100" + "65636c6f7365"), "no text");
    }

    @Test
    void indefiniteLengthsAndTagsAreRefused() {
        // bf 64"type" 65"close" ... ff
        refused(Bytes.ofHex("bf6474797065" + "65636c6f7365" + "ff"), "indefinite");
        // a1 64"type" c0 65"close"
        refused(Bytes.ofHex("a16474797065" + "c065636c6f7365"), "tag");
        // a1 64"type" 7f 65"close" ff
        refused(Bytes.ofHex("a16474797065" + "7f65636c6f7365ff"), "indefinite");
    }

    @Test
    void aLengthOfTwoGigabytesIsRefusedBeforeItIsAllocated() {
        // a2 "type" "roster" "wiki" and then bytes of length 0x7fffffff
        Bytes frame =
                Bytes.ofHex("a36474797065" + "66726f73746572" + "6477696b69" + "5a7fffffff" + "11");

        assertThrows(ProtocolException.class, () -> MessageCodec.decode(frame));
    }

    @Test
    void deepNestingIsRefused() {
        var out = new CborWriter().map(4).key("type").text("close").key("reason").text("x");
        out.key("explanation").text("").key("deep");
        for (int i = 0; i < 100; i++) {
            out.list(1);
        }
        out.number(1);
        for (int i = 0; i < 101; i++) {
            out.end();
        }
        refused(out.toBytes(), "nesting");
    }

    @Test
    void indexEntriesAscend() {
        var page = new PageId(new java.util.UUID(1, 2));
        var entries =
                List.of(
                        new Message.Entry(page, enquire.editor.page.Heads.NONE, 5),
                        new Message.Entry(page, enquire.editor.page.Heads.NONE, 5));
        var index = new Message.Index(WIKI, Bytes.ofHex("33".repeat(16)), 0, entries, 9, true);

        refused(MessageCodec.encode(index), "ascend");
    }

    @Test
    void beforeAHelloOnlyAGreetingIsRead() {
        Examples.all()
                .forEach((name, message) -> {
                    Bytes frame = MessageCodec.encode(message);
                    if (Set.of("hello", "join", "close").contains(name)) {
                        assertEquals(message, MessageCodec.decodeGreeting(frame));
                    } else {
                        notAGreeting(frame, "before its hello");
                        notAGreeting(deflated(deflate(frame)), "before its hello");
                    }
                });
    }

    @Test
    void aTitleThatNoPageMayHaveIsRefusedWhereverItStands() {
        Heads none = Heads.NONE;
        PageId page = PageId.of(Bytes.ofHex("01".repeat(16)));
        for (String title : List.of(" a", "a  b", "a\nb", "a\u0000", "a//b", "..", "/", "_")) {
            var hit = new Message.Hit(page, title, "");
            refused(MessageCodec.encode(new Message.Hits(WIKI, 1, 1, List.of(hit))), "a title");
            var index =
                    new Message.Index(
                            WIKI,
                            Bytes.ofHex("44".repeat(16)),
                            0,
                            List.of(new Message.Entry(page, none, 1)),
                            1,
                            true);
            var detail = new Message.Detail(Bytes.ofHex("55".repeat(32)), title, List.of());
            refused(MessageCodec.encode(new Message.Listing(index, List.of(detail))), "a title");
            var other = new Message.Detail(detail.digest(), "Fox", List.of(title));
            refused(MessageCodec.encode(new Message.Listing(index, List.of(other))), "a title");
        }
        var untitled = new Message.Hit(page, "", "");
        refused(MessageCodec.encode(new Message.Hits(WIKI, 1, 1, List.of(untitled))), "a title");
    }

    @Test
    void furtherTitlesOfAPageAreBoundedAndOnlyThoseThatFitTheFrameAreTold() {
        List<String> many = Collections.nCopies(Limits.OTHER_TITLES, "\u20ac".repeat(255));
        var entries = new ArrayList<Shelf.Entry>();
        for (int i = 1; i <= 1_000; i++) {
            entries.add(new Shelf.Entry(new PageId(new java.util.UUID(1, i)), Heads.NONE, i));
        }
        Bytes digest = Bytes.ofHex("55".repeat(32));
        var greeting =
                new Message.Greeting(
                        WIKI, Bytes.ofHex("44".repeat(16)), 9, Optional.empty(), Optional.empty());
        Message.Index index =
                IndexPart.of(
                        greeting, 0, new Shelf.Part(entries, 1_000, true), true, entry -> false);

        Message.Listing listing =
                IndexPart.listing(index, page -> new Message.Detail(digest, "Fox", many));

        assertEquals(index, listing.index());
        assertEquals(many, listing.details().getFirst().otherTitles());
        assertEquals(List.of(), listing.details().getLast().otherTitles());
        assertEquals(listing, MessageCodec.decode(MessageCodec.encode(listing)));
        var more = Collections.nCopies(Limits.OTHER_TITLES + 1, "Fox");
        refused(
                MessageCodec.encode(
                        IndexPart.listing(index, page -> new Message.Detail(digest, "Fox", more))),
                "more than 16 items");
    }

    @Test
    void theLargestHelloIsAGreeting() {
        String longest = "\u20ac".repeat(Limits.NAME_UNITS); // Three bytes a unit: the most.
        var position = new Message.Position(Bytes.ofHex("44".repeat(16)), Long.MAX_VALUE);
        Bytes hash = Bytes.ofHex("55".repeat(32));
        var greeting =
                new Message.Greeting(
                        WIKI,
                        position.index(),
                        Long.MAX_VALUE,
                        Optional.of(new Message.Fingerprint(Long.MAX_VALUE, hash, hash)),
                        Optional.of(position));
        var hello =
                new Message.Hello(
                        Limits.VERSION,
                        longest,
                        Collections.nCopies(Limits.CAPABILITIES, longest),
                        Collections.nCopies(Limits.WIKIS, greeting));

        assertEquals(hello, MessageCodec.decodeGreeting(MessageCodec.encode(hello)));
        Bytes plain = MessageWriter.write(hello);
        assertEquals(hello, MessageCodec.decodeGreeting(plain));
        assertTrue(2 * plain.size() > Limits.GREETING_BYTES, plain.size() + " bytes");
    }

    @Test
    void beforeAHelloNothingLargeIsInflated() {
        var out = new CborWriter().map(4).key("type").text("close").key("reason").text("going");
        out.key("explanation").text("").key("later").bytes(Bytes.of(new byte[200_000])).end();
        Bytes plain = out.toBytes();
        Bytes frame = deflated(deflate(plain));

        assertEquals(MessageCodec.decode(plain), MessageCodec.decode(frame));
        notAGreeting(frame, "too large");
        notAGreeting(plain, "a frame of 200,0");
    }

    private static void notAGreeting(Bytes frame, String why) {
        var refusal =
                assertThrows(ProtocolException.class, () -> MessageCodec.decodeGreeting(frame));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static Bytes deflate(Bytes plain) {
        var deflater = new Deflater(9, true);
        deflater.setInput(plain.toArray());
        deflater.finish();
        byte[] out = new byte[plain.size() + 100];
        int size = deflater.deflate(out);
        deflater.end();
        return Bytes.of(out, 0, size);
    }

    private static void refused(Bytes frame, String why) {
        var refusal = assertThrows(ProtocolException.class, () -> MessageCodec.decode(frame));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static Bytes deflated(Bytes body) {
        var out = new CborWriter().map(2).key("type").text("deflated");
        return out.key("body").bytes(body).end().toBytes();
    }
}
