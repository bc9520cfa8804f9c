package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads messages, each field within {@link Limits}. Fields stand in their order; what a later
 * version adds to a message stands behind them and is passed over.
 */
final class MessageReader {

    /** A SHA-256. */
    private static final int DIGEST_BYTES = 32;

    private final CborReader in;

    private MessageReader(CborReader in) {
        this.in = in;
    }

    /** Reads on behind {@code type}, which is the first field of every message. */
    static Message read(String type, CborReader in) {
        Message message = new MessageReader(in).message(type);
        in.endMapSkippingUnknown();
        return message;
    }

    private List<Bytes> offers() {
        return in.at("offers")
                ? in.list(Limits.OFFER_RECORDS, r -> r.bytes(1, Limits.OFFER_RECORD_BYTES))
                : List.of();
    }

    private Message message(String type) {
        return switch (type) {
            case "hello" -> hello();
            case "join" ->
                    new Message.Join(
                            wiki(),
                            in.key("invite").bytes(Limits.INVITE_ID_BYTES),
                            in.key("proof").bytes(Limits.PROOF_BYTES),
                            name(),
                            in.at("consent")
                                    ? Optional.of(in.bytes(Limits.CONSENT_BYTES))
                                    : Optional.empty());
            case "roster" ->
                    new Message.Roster(
                            wiki(),
                            in.key("records")
                                    .list(
                                            Limits.ROSTER_RECORDS,
                                            r -> r.bytes(1, Limits.ROSTER_RECORD_BYTES)));
            case "index" -> index();
            case "listing" -> listing();
            case "seen" ->
                    new Message.Seen(
                            wiki(),
                            new Message.Position(
                                    in.key("index").bytes(Limits.INDEX_ID_BYTES),
                                    natural("sequence")),
                            fingerprint(),
                            owed());
            case "want" ->
                    new Message.Want(wiki(), in.key("pages").list(Limits.PAGES, r -> pageHeads()));
            case "changes" ->
                    new Message.Changes(
                            wiki(), in.key("pages").list(Limits.PAGES, r -> pageChanges()));
            case "have" -> have();
            case "heard" -> new Message.Heard(wiki(), in.key("digest").bytes(32));
            case "need" -> new Message.Need(wiki(), blob(), pieces());
            case "cancel" -> new Message.Cancel(wiki(), blob(), pieces());
            case "tree" -> new Message.Tree(wiki(), blob());
            case "leaves" ->
                    new Message.Leaves(
                            wiki(), blob(), in.key("hashes").bytes(0, Limits.LEAVES_BYTES));
            case "keep" ->
                    new Message.Keep(
                            wiki(),
                            in.key("asked").list(Limits.KEPT, r -> asked()),
                            in.key("given")
                                    .list(Limits.KEPT, r -> r.bytes(1, Limits.PROMISE_BYTES)),
                            in.key("refused").list(Limits.KEPT, r -> asked()));
            case "piece" ->
                    new Message.Piece(
                            wiki(),
                            blob(),
                            (int) in.key("piece").number(0, Limits.PIECES - 1),
                            in.key("body").bytes(0, Limits.PIECE_BYTES));
            case "presence" ->
                    new Message.Presence(
                            wiki(),
                            PageId.of(in.key("page").bytes(PageId.BYTES)),
                            in.key("tab").text(Limits.TAB_UNITS),
                            in.key("here").flag(),
                            in.key("editing").flag(),
                            (int) in.key("anchor").number(0, Integer.MAX_VALUE),
                            (int) in.key("head").number(0, Integer.MAX_VALUE));
            case "query" ->
                    new Message.Query(
                            wiki(),
                            natural("query"),
                            in.key("text").text(Limits.QUERY_UNITS),
                            (int) in.key("limit").number(1, Limits.HITS));
            case "hits" ->
                    new Message.Hits(
                            wiki(),
                            natural("query"),
                            natural("total"),
                            in.key("hits").list(Limits.HITS, r -> hit()));
            case "peers" ->
                    new Message.Peers(
                            wiki(),
                            in.key("records")
                                    .list(
                                            Limits.ADDRESS_RECORDS,
                                            r -> r.bytes(1, Limits.ADDRESS_RECORD_BYTES)),
                            offers());
            case "suggest" ->
                    new Message.Suggest(
                            wiki(),
                            in.key("held").list(Limits.SUGGESTIONS_NAMED, r -> named()),
                            in.key("wanted").list(Limits.SUGGESTIONS_NAMED, r -> named()),
                            in.key("given").list(Limits.SUGGESTIONS_GIVEN, r -> suggested()));
            case "close" ->
                    new Message.Close(
                            reason(in.key("reason").text(32)),
                            in.key("explanation").text(Limits.EXPLANATION_UNITS));
            default -> throw new MalformedException("the type is not known to this version");
        };
    }

    /** Whatever another version says behind its number: it is no broken rule of this one. */
    private Message.Hello hello() {
        int version = (int) in.key("version").number(1, Integer.MAX_VALUE);
        if (version != Limits.VERSION) {
            return new Message.Hello(version, "", List.of(), List.of());
        }
        return new Message.Hello(
                version,
                name(),
                in.key("capabilities").list(Limits.CAPABILITIES, r -> r.text(Limits.NAME_UNITS)),
                in.key("wikis").list(Limits.WIKIS, r -> greeting()),
                in.at("at")
                        ? Optional.of(Instant.ofEpochMilli(in.number(0, Long.MAX_VALUE)))
                        : Optional.empty());
    }

    private Message.Greeting greeting() {
        in.startMap();
        var greeting =
                new Message.Greeting(
                        wiki(),
                        in.key("index").bytes(Limits.INDEX_ID_BYTES),
                        natural("last"),
                        fingerprint(),
                        in.at("seen") ? Optional.of(position()) : Optional.empty());
        in.endMapSkippingUnknown();
        return greeting;
    }

    private Message.Position position() {
        in.startList();
        var position =
                new Message.Position(in.bytes(Limits.INDEX_ID_BYTES), in.number(0, Long.MAX_VALUE));
        in.endList();
        return position;
    }

    private Optional<Message.Fingerprint> fingerprint() {
        if (!in.at("fingerprint")) {
            return Optional.empty();
        }
        in.startList();
        var print =
                new Message.Fingerprint(in.number(0, Long.MAX_VALUE), in.bytes(32), in.bytes(32));
        in.endList();
        return Optional.of(print);
    }

    private Set<PageId> owed() {
        if (!in.at("owed")) {
            return Set.of();
        }
        Bytes ids = in.bytes(PageId.BYTES, Limits.OWED_NAMED * PageId.BYTES);
        var pages = new TreeSet<PageId>();
        for (int from = 0; from + PageId.BYTES <= ids.size(); from += PageId.BYTES) {
            pages.add(PageId.of(ids.slice(from, from + PageId.BYTES)));
        }
        if (pages.size() * PageId.BYTES != ids.size()) {
            throw new MalformedException("owed pages that are cut off or stand twice");
        }
        return pages;
    }

    private Message.Index index() {
        return index(() -> {});
    }

    private Message.Listing listing() {
        var details = new ArrayList<Message.Detail>();
        Message.Index index =
                index(() ->
                        details.add(
                                new Message.Detail(
                                        in.bytes(DIGEST_BYTES),
                                        TitleReader.titleOrNothing(in),
                                        List.of())));
        if (in.at("others")) {
            int[] last = {-1};
            in.list(details.size(), r -> last[0] = others(last[0], details));
        }
        return new Message.Listing(index, List.copyOf(details));
    }

    /** Further titles of one entry, which is behind {@code last}. */
    private int others(int last, List<Message.Detail> details) {
        in.startList();
        int entry = (int) in.number(last + 1L, details.size() - 1L);
        Message.Detail plain = details.get(entry);
        List<String> titles = in.list(Limits.OTHER_TITLES, TitleReader::title);
        details.set(entry, new Message.Detail(plain.digest(), plain.title(), titles));
        in.endList();
        return entry;
    }

    /**
     * @param more reads what stands in each entry behind that of an index
     */
    private Message.Index index(Runnable more) {
        WikiId wiki = wiki();
        Bytes index = in.key("index").bytes(Limits.INDEX_ID_BYTES);
        long after = natural("after");
        long upTo = natural("upTo");
        boolean complete = in.key("complete").flag();
        var entries = in.key("entries").list(Limits.INDEX_ENTRIES, r -> entry(more));
        long last = after;
        for (var entry : entries) {
            if (entry.sequence() <= last || entry.sequence() > upTo) {
                throw new MalformedException("index entries that do not ascend to their end");
            }
            last = entry.sequence();
        }
        return new Message.Index(wiki, index, after, entries, upTo, complete);
    }

    private Message.Entry entry(Runnable more) {
        in.startList();
        var entry =
                new Message.Entry(
                        PageId.of(in.bytes(PageId.BYTES)), heads(), in.number(0, Long.MAX_VALUE));
        more.run();
        in.endList();
        return entry;
    }

    private Message.PageHeads pageHeads() {
        in.startList();
        var page = new Message.PageHeads(PageId.of(in.bytes(PageId.BYTES)), heads());
        in.endList();
        return page;
    }

    private Message.PageChanges pageChanges() {
        in.startList();
        var page =
                new Message.PageChanges(
                        PageId.of(in.bytes(PageId.BYTES)),
                        in.list(Limits.CHUNKS, r -> r.bytes(1, Limits.CHUNK_BYTES)),
                        in.list(Limits.STATEMENTS, r -> r.bytes(1, Limits.STATEMENT_BYTES)),
                        in.flag());
        in.endList();
        return page;
    }

    private Message.Have have() {
        return new Message.Have(
                wiki(),
                in.key("blobs").list(Limits.PAGES, r -> held()),
                in.at("parts") ? in.list(Limits.PARTS, r -> part()) : List.of(),
                in.at("gone")
                        ? in.list(Limits.PAGES, r -> new BlobId(r.bytes(BlobId.BYTES)))
                        : List.of(),
                in.at("all") && in.flag());
    }

    private List<Integer> pieces() {
        return in.key("pieces")
                .list(Limits.NEEDED_PIECES, r -> (int) r.number(0, Limits.PIECES - 1));
    }

    private Message.Part part() {
        in.startList();
        var part =
                new Message.Part(
                        new BlobId(in.bytes(BlobId.BYTES)), in.bytes(0, Limits.PART_BYTES));
        in.endList();
        return part;
    }

    private Message.Asked asked() {
        in.startList();
        var asked = new Message.Asked(new BlobId(in.bytes(BlobId.BYTES)), in.bytes(DIGEST_BYTES));
        in.endList();
        return asked;
    }

    private Message.Held held() {
        in.startList();
        var held = new Message.Held(new BlobId(in.bytes(BlobId.BYTES)), in.number(0, 1L << 40));
        in.endList();
        return held;
    }

    private Message.Hit hit() {
        in.startList();
        var hit =
                new Message.Hit(
                        PageId.of(in.bytes(PageId.BYTES)),
                        TitleReader.title(in),
                        in.text(Limits.SNIPPET_UNITS));
        in.endList();
        return hit;
    }

    private Message.Named named() {
        in.startList();
        var named =
                new Message.Named(
                        PageId.of(in.bytes(PageId.BYTES)),
                        new ChangeHash(in.bytes(ChangeHash.BYTES)));
        in.endList();
        return named;
    }

    private Message.Suggested suggested() {
        in.startList();
        var suggested =
                new Message.Suggested(
                        PageId.of(in.bytes(PageId.BYTES)),
                        in.bytes(1, Limits.SUGGESTION_BYTES),
                        in.bytes(1, Limits.STATEMENT_BYTES));
        in.endList();
        return suggested;
    }

    private Heads heads() {
        Bytes hashes = in.bytes(0, Limits.HEADS * ChangeHash.BYTES);
        Heads heads = Heads.ofBytes(hashes);
        if (!heads.toBytes().equals(hashes)) {
            throw new MalformedException("heads that are not ascending");
        }
        return heads;
    }

    private WikiId wiki() {
        return new WikiId(in.key("wiki").bytes(WikiId.BYTES));
    }

    private BlobId blob() {
        return new BlobId(in.key("blob").bytes(BlobId.BYTES));
    }

    private String name() {
        return in.key("name").text(Limits.NAME_UNITS);
    }

    private long natural(String key) {
        return in.key(key).number(0, Long.MAX_VALUE);
    }

    private static Message.Reason reason(String name) {
        return Arrays.stream(Message.Reason.values())
                .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(Message.Reason.OTHER);
    }
}
