package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.sync.cbor.CborWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes messages as CBOR. The fields and their order stand in {@code docs/PROTOCOL.md}. */
final class MessageWriter {

    private final CborWriter out = new CborWriter();

    private MessageWriter() {}

    static Bytes write(Message message) {
        var writer = new MessageWriter();
        writer.message(message);
        return writer.out.end().toBytes();
    }

    private void message(Message message) {
        switch (message) {
            case Message.Hello m -> hello(m);
            case Message.Join m -> {
                type("join", m.consent().isPresent() ? 5 : 4, m.wiki().value());
                out.key("invite").bytes(m.invite()).key("proof").bytes(m.proof());
                out.key("name").text(m.name());
                m.consent().ifPresent(consent -> out.key("consent").bytes(consent));
            }
            case Message.Roster m ->
                    type("roster", 2, m.wiki().value())
                            .key("records")
                            .list(m.records(), out::bytes);
            case Message.Index m -> index(m);
            case Message.Listing m -> listing(m);
            case Message.Seen m -> seen(m);
            case Message.Want m ->
                    type("want", 2, m.wiki().value()).key("pages").list(m.pages(), this::pageHeads);
            case Message.Changes m ->
                    type("changes", 2, m.wiki().value())
                            .key("pages")
                            .list(m.pages(), this::pageChanges);
            case Message.Have m -> have(m);
            case Message.Heard m ->
                    type("heard", 2, m.wiki().value()).key("digest").bytes(m.digest());
            case Message.Need m -> pieces("need", m.wiki().value(), m.blob(), m.pieces());
            case Message.Cancel m -> pieces("cancel", m.wiki().value(), m.blob(), m.pieces());
            case Message.Tree m ->
                    type("tree", 2, m.wiki().value()).key("blob").bytes(m.blob().value());
            case Message.Leaves m ->
                    type("leaves", 3, m.wiki().value())
                            .key("blob")
                            .bytes(m.blob().value())
                            .key("hashes")
                            .bytes(m.hashes());
            case Message.Piece m ->
                    type("piece", 4, m.wiki().value())
                            .key("blob")
                            .bytes(m.blob().value())
                            .key("piece")
                            .number(m.piece())
                            .key("body")
                            .bytes(m.body());
            case Message.Presence m -> presence(m);
            case Message.Query m ->
                    type("query", 4, m.wiki().value())
                            .key("query")
                            .number(m.query())
                            .key("text")
                            .text(m.text())
                            .key("limit")
                            .number(m.limit());
            case Message.Hits m ->
                    type("hits", 4, m.wiki().value())
                            .key("query")
                            .number(m.query())
                            .key("total")
                            .number(m.total())
                            .key("hits")
                            .list(m.hits(), this::hit);
            case Message.Peers m -> {
                int offers = m.offers().isEmpty() ? 0 : 1;
                type("peers", 2 + offers, m.wiki().value());
                out.key("records").list(m.records(), out::bytes);
                if (offers > 0) {
                    out.key("offers").list(m.offers(), out::bytes);
                }
            }
            case Message.Keep m ->
                    type("keep", 4, m.wiki().value())
                            .key("asked")
                            .list(m.asked(), this::asked)
                            .key("given")
                            .list(m.given(), out::bytes)
                            .key("refused")
                            .list(m.refused(), this::asked);
            case Message.Suggest m ->
                    type("suggest", 4, m.wiki().value())
                            .key("held")
                            .list(m.held(), this::named)
                            .key("wanted")
                            .list(m.wanted(), this::named)
                            .key("given")
                            .list(m.given(), this::suggested);
            case Message.Close m ->
                    out.map(3)
                            .key("type")
                            .text("close")
                            .key("reason")
                            .text(m.reason().name().toLowerCase(Locale.ROOT))
                            .key("explanation")
                            .text(m.explanation());
        }
    }

    /** Begins the map of a message about one wiki, which has {@code fields} beside its type. */
    private CborWriter type(String type, int fields, Bytes wiki) {
        return out.map(1 + fields).key("type").text(type).key("wiki").bytes(wiki);
    }

    private void hello(Message.Hello m) {
        out.map(5 + present(m.at())).key("type").text("hello").key("version").number(m.version());
        out.key("name").text(m.name()).key("capabilities").list(m.capabilities(), out::text);
        out.key("wikis").list(m.wikis(), this::greeting);
        m.at().ifPresent(at -> out.key("at").number(at.toEpochMilli()));
    }

    private void greeting(Message.Greeting greeting) {
        int fields = 3 + present(greeting.fingerprint()) + present(greeting.seen());
        out.map(fields).key("wiki").bytes(greeting.wiki().value());
        out.key("index").bytes(greeting.index()).key("last").number(greeting.lastSequence());
        greeting.fingerprint().ifPresent(this::fingerprint);
        greeting.seen()
                .ifPresent(seen -> {
                    out.key("seen").list(2);
                    out.bytes(seen.index()).number(seen.sequence()).end();
                });
        out.end();
    }

    private void fingerprint(Message.Fingerprint print) {
        out.key("fingerprint").list(3).number(print.pages());
        out.bytes(print.sum()).bytes(print.roster()).end();
    }

    private void index(Message.Index m) {
        indexFields("index", 6, m);
        out.list(m.entries(), entry -> entry(entry, Optional.empty()));
    }

    private void listing(Message.Listing m) {
        List<Message.Detail> details = m.details();
        List<Integer> others =
                IntStream.range(0, details.size())
                        .filter(entry -> !details.get(entry).otherTitles().isEmpty())
                        .boxed()
                        .toList();
        indexFields("listing", others.isEmpty() ? 6 : 7, m.index());
        Iterator<Message.Detail> each = details.iterator();
        out.list(m.index().entries(), entry -> entry(entry, Optional.of(each.next())));
        if (!others.isEmpty()) {
            out.key("others").list(others, entry -> others(entry, details.get(entry)));
        }
    }

    private void others(int entry, Message.Detail detail) {
        out.list(2).number(entry);
        out.list(detail.otherTitles(), out::text).end();
    }

    private void indexFields(String type, int fields, Message.Index m) {
        type(type, fields, m.wiki().value()).key("index").bytes(m.index());
        out.key("after").number(m.after()).key("upTo").number(m.upTo());
        out.key("complete").flag(m.complete()).key("entries");
    }

    private void entry(Message.Entry entry, Optional<Message.Detail> detail) {
        out.list(3 + 2 * present(detail)).bytes(entry.page().toBytes());
        heads(entry.heads());
        out.number(entry.sequence());
        detail.ifPresent(more -> out.bytes(more.digest()).text(more.title()));
        out.end();
    }

    private void seen(Message.Seen m) {
        int fields = 3 + present(m.fingerprint()) + (m.owed().isEmpty() ? 0 : 1);
        type("seen", fields, m.wiki().value());
        out.key("index").bytes(m.position().index());
        out.key("sequence").number(m.position().sequence());
        m.fingerprint().ifPresent(this::fingerprint);
        if (!m.owed().isEmpty()) {
            Bytes[] ids = m.owed().stream().sorted().map(PageId::toBytes).toArray(Bytes[]::new);
            out.key("owed").bytes(Bytes.concat(ids));
        }
    }

    private void pageHeads(Message.PageHeads page) {
        out.list(2).bytes(page.page().toBytes());
        heads(page.heads());
        out.end();
    }

    private void pageChanges(Message.PageChanges page) {
        out.list(4).bytes(page.page().toBytes());
        out.list(page.chunks(), out::bytes).list(page.statements(), out::bytes);
        out.flag(page.more()).end();
    }

    private void have(Message.Have m) {
        boolean parts = !m.parts().isEmpty();
        boolean gone = !m.gone().isEmpty();
        int fields = 2 + (parts ? 1 : 0) + (gone ? 1 : 0) + (m.all() ? 1 : 0);
        type("have", fields, m.wiki().value()).key("blobs").list(m.blobs(), this::held);
        if (parts) {
            out.key("parts").list(m.parts(), this::part);
        }
        if (gone) {
            out.key("gone").list(m.gone(), blob -> out.bytes(blob.value()));
        }
        if (m.all()) {
            out.key("all").flag(true);
        }
    }

    private void pieces(String type, Bytes wiki, BlobId blob, List<Integer> pieces) {
        type(type, 3, wiki).key("blob").bytes(blob.value());
        out.key("pieces").list(pieces, piece -> out.number(piece));
    }

    private void part(Message.Part part) {
        out.list(2).bytes(part.blob().value()).bytes(part.pieces()).end();
    }

    private void held(Message.Held held) {
        out.list(2).bytes(held.blob().value()).number(held.bytes()).end();
    }

    private void presence(Message.Presence m) {
        type("presence", 7, m.wiki().value()).key("page").bytes(m.page().toBytes());
        out.key("tab").text(m.tab()).key("here").flag(m.here()).key("editing").flag(m.editing());
        out.key("anchor").number(m.anchor()).key("head").number(m.head());
    }

    private void hit(Message.Hit hit) {
        out.list(3).bytes(hit.page().toBytes()).text(hit.title()).text(hit.snippet()).end();
    }

    private void named(Message.Named name) {
        out.list(2).bytes(name.page().toBytes()).bytes(name.change().value()).end();
    }

    private void asked(Message.Asked asked) {
        out.list(2).bytes(asked.blob().value()).bytes(asked.nonce()).end();
    }

    private void suggested(Message.Suggested given) {
        out.list(3).bytes(given.page().toBytes()).bytes(given.chunk());
        out.bytes(given.statement()).end();
    }

    /** One string of bytes, 32 for each hash: shorter and quicker than a list. */
    private void heads(Heads heads) {
        out.bytes(heads.toBytes());
    }

    private static int present(Optional<?> field) {
        return field.isPresent() ? 1 : 0;
    }
}
