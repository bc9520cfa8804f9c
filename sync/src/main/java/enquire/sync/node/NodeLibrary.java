package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Carrying;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.Library;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.PagesUnderWay;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.transport.Link;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** This node as the session with one peer sees it. Thread-safe. */
final class NodeLibrary implements Library {

    private final int version;
    private final InstantSource clock;
    private final Supplier<String> name;
    private final Supplier<List<Wiki>> wikis;
    private final PeerId peer;
    private final Runnable invited;
    private final Map<WikiId, PagesUnderWay> underWay;
    private final Map<WikiId, Carrying.Mode> modes = new ConcurrentHashMap<>();

    /** For the only connection of a node. */
    NodeLibrary(
            int version,
            InstantSource clock,
            Supplier<String> name,
            Supplier<List<Wiki>> wikis,
            PeerId peer) {
        this(version, clock, name, wikis, peer, () -> {}, new ConcurrentHashMap<>());
    }

    /**
     * @param link is told when the other side shows the secret of an invite
     * @param underWay what all connections of this node ask for together; concurrent
     */
    NodeLibrary(
            int version,
            InstantSource clock,
            Supplier<String> name,
            Supplier<List<Wiki>> wikis,
            Link link,
            Map<WikiId, PagesUnderWay> underWay) {
        this(version, clock, name, wikis, link.peer(), link::invited, underWay);
    }

    /**
     * @param invited told when the peer shows the secret of an invite, before that is redeemed
     */
    NodeLibrary(
            int version,
            InstantSource clock,
            Supplier<String> name,
            Supplier<List<Wiki>> wikis,
            PeerId peer,
            Runnable invited,
            Map<WikiId, PagesUnderWay> underWay) {
        this.version = version;
        this.clock = clock;
        this.name = name;
        this.wikis = wikis;
        this.peer = peer;
        this.invited = invited;
        this.underWay = underWay;
    }

    @Override
    public String name() {
        return name.get();
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<Shelf> shared() {
        var shared = new ArrayList<Shelf>();
        for (Wiki wiki : wikis.get()) {
            if (wiki.roster().role(peer).isPresent()) {
                shared.add(shelf(wiki));
            }
        }
        return shared;
    }

    /** How much is carried stays the same on a connection; one that changes it ends them. */
    private WikiShelf shelf(Wiki wiki) {
        Carrying.Mode mode =
                modes.computeIfAbsent(
                        wiki.id(), unasked -> wiki.repository().records().carrying().mode());
        return new WikiShelf(wiki, peer, mode);
    }

    @Override
    public List<Bytes> farewell(WikiId id) {
        return wikis.get().stream()
                .filter(wiki -> wiki.id().equals(id))
                .flatMap(wiki -> wiki.roster().roster().farewell(peer).stream())
                .toList();
    }

    @Override
    public List<Bytes> grounds(WikiId id) {
        return wikis.get().stream()
                .filter(wiki -> wiki.id().equals(id))
                .flatMap(wiki -> wiki.roster().roster().grounds(wiki.self()).stream())
                .toList();
    }

    @Override
    public boolean readmits(WikiId id, List<Bytes> records) {
        try {
            return wikis.get().stream()
                    .filter(wiki -> wiki.id().equals(id))
                    .anyMatch(wiki -> wiki.roster().readmit(peer, records, clock.instant()));
        } catch (MalformedException e) {
            throw new ProtocolException("sent a malformed roster record: " + e.getMessage(), e);
        }
    }

    @Override
    public void settle(WikiId id) {
        wikis.get().stream().filter(wiki -> wiki.id().equals(id)).forEach(Wiki::settle);
    }

    @Override
    public PagesUnderWay underWay(WikiId id) {
        return underWay.computeIfAbsent(id, unasked -> new PagesUnderWay());
    }

    @Override
    public Shelf redeem(Message.Join join) {
        for (Wiki wiki : wikis.get()) {
            if (wiki.id().equals(join.wiki())) {
                wiki.invitations().redeem(peer, join, invited);
                return shelf(wiki);
            }
        }
        throw new ProtocolException(
                "The computer that gave this invite does not have that wiki any more. Ask for a new one.");
    }
}
