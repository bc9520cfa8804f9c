package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.PagesUnderWay;
import enquire.sync.protocol.PeerBudget;
import enquire.sync.protocol.Session;
import enquire.sync.transport.Link;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The connections of this node, at most one that lasts for each peer, and what is known of peers
 * that are not connected. Thread-safe.
 */
final class Peers implements PeerConnection.Owner {

    private static final String CROWDED =
            "Very many computers are connected with this one. It makes room for others; try again later.";

    private final PeerId self;
    private final Names names;
    private final Supplier<List<Wiki>> wikis;
    private final InstantSource clock;
    private final Sponsors sponsors;
    private final int greetedMax;
    private final int version;
    private final Map<PeerId, PeerConnection> open = new ConcurrentHashMap<>();
    private final Map<PeerConnection, Boolean> all = new ConcurrentHashMap<>();
    private final Acquaintances acquaintances = new Acquaintances();
    private final Conduct conduct = new Conduct();
    private final Complaints complaints;
    private final Contacts contacts = new Contacts();
    private final Map<WikiId, PagesUnderWay> underWay = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lessConnections = lock.newCondition();
    private final SearchAnswers searchAnswers = new SearchAnswers();
    private final LongAdder inSyncCount = new LongAdder();
    private final LongAdder inSyncNanos = new LongAdder();
    private volatile Runnable membersWoken = () -> {};
    private volatile boolean closing;

    Peers(PeerId self, Names names, Supplier<List<Wiki>> wikis, NodeSettings settings) {
        this(self, names, wikis, settings.clock(), Crowding.GREETED_MAX, settings.version());
    }

    Peers(PeerId self, Names names, Supplier<List<Wiki>> wikis, InstantSource clock) {
        this(self, names, wikis, clock, Crowding.GREETED_MAX, Limits.VERSION);
    }

    /**
     * @param greetedMax so many may be connected before somebody makes room
     * @param version of the protocol
     */
    Peers(
            PeerId self,
            Names names,
            Supplier<List<Wiki>> wikis,
            InstantSource clock,
            int greetedMax,
            int version) {
        this.self = self;
        this.names = names;
        this.wikis = wikis;
        this.clock = clock;
        this.complaints = new Complaints(acquaintances, conduct, clock);
        this.sponsors = new Sponsors(wikis);
        this.greetedMax = greetedMax;
        this.version = version;
    }

    /** Called when the set of peers worth dialling may have changed; must not block. */
    void watch(Runnable woken) {
        membersWoken = woken;
    }

    /** For connections that others make. */
    Link.Owner accept(Link link) {
        return begin(link, false);
    }

    /** For connections that this node makes. */
    PeerConnection dialled(Link link) {
        return begin(link, true);
    }

    private PeerConnection begin(Link link, boolean dialled) {
        var library = new NodeLibrary(version, clock, names::own, wikis, link, underWay);
        var session = new Session(self, link.peer(), dialled, library);
        var connection =
                new PeerConnection(
                        link,
                        dialled,
                        session,
                        budget(link.peer()),
                        new LocalPresence(wikis),
                        this);
        all.put(connection, true);
        if (closing) {
            connection.close(Message.Reason.GOING, "This node stops.");
        } else if (paused(link.peer())) {
            connection.close(
                    Message.Reason.BUSY,
                    "This computer sent things that are against the rules, again and again, and is left alone for a while. Update Enquire on it.");
        }
        return connection;
    }

    PeerBudget budget(PeerId peer) {
        // Strangers make keys as they like: what they may cost pushes nothing of a member's out.
        return member(peer) ? conduct.budget(peer, sponsors.of(peer)) : new PeerBudget();
    }

    // ---- what connections say

    @Override
    public void greeted(PeerConnection connection, String theirName, Optional<Instant> at) {
        PeerId peer = connection.peer();
        acquaintances.met(peer, connection.address(), at, clock.instant());
        names.told(peer, theirName);
        PeerConnection loser =
                open.merge(peer, connection, this::preferred) == connection ? null : connection;
        contacts.changed(peer, clock.instant());
        wikis.get().forEach(wiki -> wiki.merges().met(peer));
        if (loser != null) {
            loser.close(Message.Reason.DUPLICATE, "Another connection is kept.");
        }
        makeRoom();
        // Only now: who dials would dial this peer a second time.
        membersWoken.run();
    }

    @Override
    public void sharing(PeerConnection connection) {
        membersWoken.run(); // Who dials may forget how often that failed.
    }

    @Override
    public void otherVersion(PeerConnection connection, int theirs) {
        if (connection.dialled() || member(connection.peer())) {
            acquaintances.release(
                    connection.peer(), theirs < version ? Wiki.Release.OLDER : Wiki.Release.NEWER);
        }
    }

    /** For whoever came now: nobody is kept out by the crowd that somebody brought in. */
    private void makeRoom() {
        lock.lock();
        try {
            if (open.size() > greetedMax) {
                Crowding.makesRoom(open.values().stream().map(this::guest).toList())
                        .flatMap(this::connection)
                        .filter(this::left)
                        .ifPresent(leaving -> leaving.close(Message.Reason.BUSY, CROWDED));
            }
        } finally {
            lock.unlock();
        }
    }

    private Crowding.Guest guest(PeerConnection connection) {
        PeerId peer = connection.peer();
        return new Crowding.Guest(peer, sponsors.of(peer), sponsors.role(peer), connection.age());
    }

    /** Whether this one should not be dialled, because it would only push out another. */
    boolean full(PeerId peer) {
        return open.size() >= greetedMax && !sponsors.of(peer).equals(peer);
    }

    @Override
    public void inSync(PeerConnection connection, WikiId wiki, Duration afterDial) {
        wiki(wiki).ifPresent(each -> each.merges().caughtUp(connection.peer()));
        inSyncCount.increment();
        inSyncNanos.add(afterDial.toNanos());
    }

    /**
     * Which of two connections with one peer stays. Both sides decide alike: the one that the
     * smaller key dialled; of two in the same direction the newer, because the older one may be
     * dead without knowing it.
     */
    private PeerConnection preferred(PeerConnection before, PeerConnection now) {
        if (before == now) {
            return now;
        }
        boolean ownWins = self.compareTo(now.peer()) < 0;
        boolean keepBefore = before.dialled() != now.dialled() && before.dialled() == ownWins;
        if (!keepBefore) {
            before.close(Message.Reason.DUPLICATE, "Another connection is kept.");
        }
        return keepBefore ? before : now;
    }

    @Override
    public void presenceHeard(PeerConnection connection, Message.Presence told) {
        wiki(told.wiki())
                .ifPresent(wiki ->
                        wiki.presence()
                                .heard(
                                        new Presence.Person(
                                                told.page(),
                                                told.tab(),
                                                connection.peer(),
                                                wiki.nameOf(connection.peer()),
                                                told.editing(),
                                                told.anchor(),
                                                told.head(),
                                                -1),
                                        told.here()));
    }

    @Override
    public void look(Message.Query query, Consumer<Optional<Message.Hits>> then) {
        searchAnswers.look(wiki(query.wiki()), query, then);
    }

    @Override
    public void peersHeard(Message.Peers told) {
        wiki(told.wiki())
                .ifPresent(wiki -> {
                    if (wiki.news().hear(told)) {
                        membersWoken.run();
                    }
                });
    }

    @Override
    public void closed(PeerConnection connection, Optional<Output.Close> reason) {
        PeerId peer = connection.peer();
        boolean was = left(connection);
        reason.filter(close -> worthSaying(close.reason()))
                // Strangers make keys as they like: nothing is kept of those who only knocked.
                .filter(close -> connection.dialled() || member(peer))
                .ifPresent(close -> complaints.ended(peer, close));
        forget(connection);
        // After that: who dials passes over those to whom a connection begins.
        if (was || connection.dialled() || member(peer)) {
            membersWoken.run(); // Not for who only knocked: each look goes through all members.
        }
    }

    /** Returns whether it was the one that lasts. */
    private boolean left(PeerConnection connection) {
        PeerId peer = connection.peer();
        boolean was = open.remove(peer, connection);
        if (was) {
            contacts.changed(peer, clock.instant());
            acquaintances.parted(peer, clock.instant());
            for (Wiki wiki : wikis.get()) {
                wiki.presence().lost(peer);
                wiki.merges().caughtUp(peer);
            }
        }
        return was;
    }

    /** Whether the peer is left alone because of what it sent. */
    boolean paused(PeerId peer) {
        return conduct.pausedUntil(peer, clock.instant()).isPresent();
    }

    private boolean member(PeerId peer) {
        return wikis.get().stream().anyMatch(wiki -> wiki.roster().role(peer).isPresent());
    }

    private void forget(PeerConnection connection) {
        lock.lock();
        try {
            all.remove(connection);
            lessConnections.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean worthSaying(Message.Reason reason) {
        return switch (reason) {
            case DUPLICATE, GOING -> false;
            case VERSION, PROTOCOL, STRANGER, SAME_KEY, INVITE, BUSY, OTHER -> true;
        };
    }

    // ---- what the node asks

    Optional<PeerConnection> connection(PeerId peer) {
        return Optional.ofNullable(open.get(peer));
    }

    /** To whom this node has a connection that it made, greeted or not yet. */
    Set<PeerId> dialled() {
        return all.keySet().stream()
                .filter(PeerConnection::dialled)
                .map(PeerConnection::peer)
                .collect(Collectors.toSet());
    }

    List<PeerConnection> connections() {
        return List.copyOf(open.values());
    }

    /** Whether any member of this wiki is connected. */
    boolean connected(Members members) {
        return open.keySet().stream().anyMatch(peer -> members.role(peer).isPresent());
    }

    Contacts contacts() {
        return contacts;
    }

    /** All that exist: also those that have not said hello, or are about to end. */
    int count() {
        return all.size();
    }

    long inSyncCount() {
        return inSyncCount.sum();
    }

    Duration inSyncTime() {
        return Duration.ofNanos(inSyncNanos.sum());
    }

    Optional<Instant> lastSeen(PeerId peer) {
        return open.containsKey(peer) ? Optional.of(clock.instant()) : acquaintances.lastSeen(peer);
    }

    Acquaintances acquaintances() {
        return acquaintances;
    }

    /**
     * A dial failed; what was wrong before is so no more, or is found again.
     *
     * @param before {@link Acquaintances#problemsTold} when the dial began
     */
    void failed(PeerId peer, String address, long before) {
        if (!open.containsKey(peer) && !peer.equals(self)) {
            acquaintances.failed(peer, address, before);
        }
    }

    @Override
    public void changed(WikiId wiki) {
        open.values().forEach(connection -> connection.changed(wiki));
    }

    void membersChanged(WikiId wiki) {
        all.keySet().forEach(connection -> connection.membersChanged(wiki));
        membersWoken.run();
    }

    /** Says goodbye to everybody. */
    void close() {
        closing = true;
        searchAnswers.close();
        all.keySet().forEach(each -> each.close(Message.Reason.GOING, "This node stops."));
    }

    /** Waits until every goodbye has left, at most {@code atMost}. */
    void awaitClosed(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!all.isEmpty() && left > 0) {
                left = lessConnections.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Wiki> wiki(WikiId id) {
        return wikis.get().stream().filter(wiki -> wiki.id().equals(id)).findFirst();
    }
}
