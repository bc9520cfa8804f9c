package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.PeerBudget;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Session;
import enquire.sync.transport.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the session with one peer: one virtual thread that waits for the network, for pages and
 * members that changed, and for the clock, and carries out what the session says. Everything that
 * wakes it comes through its inbox. Its public methods are thread-safe.
 */
final class PeerConnection implements Link.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);

    /** How long a goodbye may take to leave before the connection is cut. */
    private static final Duration GOODBYE_TIME = Duration.ofSeconds(2);

    /** What hears of the peer. Called from the connection's own thread. */
    interface Owner {

        /**
         * @param at the peer's clock, if it said that
         */
        void greeted(PeerConnection connection, String name, Optional<Instant> at);

        /** It is about a wiki, and not only a stranger's or a former member's knocking. */
        void sharing(PeerConnection connection);

        /** The peer cannot be synced with. */
        void otherVersion(PeerConnection connection, int version);

        /** Both hold the same pages of a wiki; told once for each. */
        void inSync(PeerConnection connection, WikiId wiki, Duration afterDial);

        /** Connections that share this wiki may have something to do. */
        void changed(WikiId wiki);

        void presenceHeard(PeerConnection connection, Message.Presence presence);

        void peersHeard(Message.Peers peers);

        /**
         * The peer asks for pages.
         *
         * @param then is told what was found, from any thread; nothing if looking was cut off
         */
        void look(Message.Query query, Consumer<Optional<Message.Hits>> then);

        void closed(PeerConnection connection, Optional<Output.Close> reason);
    }

    private final Link link;
    private final boolean dialled;
    private final Session session;
    private final PeerBudget budget;
    private final Owner owner;
    private final LocalPresence presence;
    private final ConnectionInbox inbox = new ConnectionInbox();
    private final FetchUnderWay fetch = new FetchUnderWay();
    private final QueriesUnderWay queries = new QueriesUnderWay();
    private final PiecesUnderWay pieces = new PiecesUnderWay();

    private Optional<Output.Close> close = Optional.empty();
    private boolean owesDemand;
    private long readAgainAtNanos;
    private volatile boolean open;
    private final Map<WikiId, CompletableFuture<Boolean>> sharing = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<Output.Close>> over = new CompletableFuture<>();
    private final WishesUnderWay wishes = new WishesUnderWay();

    private volatile int pagesToCome;

    PeerConnection(
            Link link,
            boolean dialled,
            Session session,
            PeerBudget budget,
            LocalPresence presence,
            Owner owner) {
        this.link = link;
        this.budget = budget;
        this.dialled = dialled;
        this.session = session;
        this.presence = presence;
        this.owner = owner;
    }

    @Override
    public void begun() {
        Thread.ofVirtual().name("peer-" + link.address()).start(this::run);
    }

    PeerId peer() {
        return link.peer();
    }

    boolean dialled() {
        return dialled;
    }

    String address() {
        return link.address();
    }

    Duration age() {
        return link.age();
    }

    /** Whether both have said hello and nobody has closed. */
    boolean open() {
        return open;
    }

    /** Whether any wiki was synced on it. */
    boolean hasShared() {
        return sharing.values().stream().anyMatch(CompletableFuture::isDone);
    }

    /** Whether both have named this wiki. */
    boolean isSharing(WikiId wiki) {
        CompletableFuture<Boolean> named = sharing.get(wiki);
        return open && named != null && named.isDone();
    }

    /** Done when both have named this wiki, and when the connection is over. */
    CompletableFuture<?> sharing(WikiId wiki) {
        return CompletableFuture.anyOf(
                sharing.computeIfAbsent(wiki, unknown -> new CompletableFuture<>()), over);
    }

    /** Told on the connection's own thread, if it ends for a reason that one of both gave. */
    void whenOver(Consumer<Output.Close> told) {
        over.thenAccept(reason -> reason.ifPresent(told));
    }

    // ---- what wakes it

    @Override
    public void received(Bytes next) {
        inbox.received(next);
    }

    @Override
    public void heard() {
        inbox.heard();
    }

    @Override
    public void room() {
        inbox.room();
    }

    @Override
    public void closed(String why) {
        inbox.ended();
    }

    /** Pages of this wiki changed; own changes among them are signed. */
    void changed(WikiId wiki) {
        inbox.changed(wiki);
    }

    void membersChanged(WikiId wiki) {
        inbox.membersChanged(wiki);
    }

    void close(Message.Reason reason, String explanation) {
        inbox.ask(new Input.Closing(reason, explanation));
    }

    /**
     * Fetches an attachment. One at a time: while another is under way, and when the connection has
     * ended, the answer is at once that nothing comes.
     */
    void fetch(WikiId wiki, BlobId blob, long bytes, BlobReceiver into) {
        if (fetch.begin(blob, into)) {
            inbox.ask(new Input.Fetch(wiki, blob, bytes));
        } else {
            into.cutShort();
        }
    }

    /**
     * Asks the peer for pages.
     *
     * @return done when it has answered; empty if it does not, or cannot be asked now
     */
    CompletableFuture<Optional<Message.Hits>> ask(WikiId wiki, String text, int limit) {
        QueriesUnderWay.Begun begun = queries.begin();
        inbox.ask(new Input.Ask(new Message.Query(wiki, begun.query(), text, limit)));
        return begun.answer();
    }

    /**
     * Asks the peer for a page at once.
     *
     * @return done when what it gave is on disk, when it gives nothing, and when it is asked for
     *     {@link PageFetches#WISHES_MAX} others
     */
    CompletableFuture<?> wish(WikiId wiki, PageId page) {
        Optional<CompletableFuture<Boolean>> answer = wishes.begin(page);
        if (answer.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        inbox.ask(new Input.Wish(wiki, page));
        return CompletableFuture.anyOf(answer.get(), over);
    }

    private void look(Message.Query query) {
        owner.look(query, hits -> inbox.ask(new Input.Found(query.wiki(), query.query(), hits)));
    }

    PiecesUnderWay pieces() {
        return pieces;
    }

    void ask(Input.OfFiles asked) {
        inbox.ask(asked);
    }

    // ---- the loop

    private void run() {
        try {
            step(new Input.Opened());
            long tickAt = System.nanoTime() + Session.TICK.toNanos();
            while (close.isEmpty()) {
                var work =
                        inbox.take(owesDemand ? Math.min(tickAt, readAgainAtNanos) : tickAt, true);
                if (work.ended()) {
                    break;
                }
                work.inputs().forEach(this::step);
                if (work.frame().isPresent()) {
                    readAgainAtNanos = System.nanoTime() + receive(work.frame().get());
                    owesDemand = true;
                }
                if (owesDemand && System.nanoTime() - readAgainAtNanos >= 0) {
                    owesDemand = false;
                    link.demand();
                }
                if (System.nanoTime() >= tickAt) {
                    step(new Input.Tick());
                    tellPresence();
                    // Lateness does not add up; of what was missed altogether one tick is made up
                    // for.
                    tickAt = Math.max(tickAt + Session.TICK.toNanos(), System.nanoTime());
                }
                sendIfRoom();
                pagesToCome = session.pagesToCome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The disk's fault, or a bug of ours: the others go on.
            LOG.warn("Syncing with {} failed; it is tried again later", link.address(), e);
        } finally {
            end();
        }
    }

    private void end() {
        open = false;
        session.over();
        fetch.end();
        pieces.end(this);
        queries.end();
        try {
            if (close.isPresent()) {
                link.close(close.get().explanation());
                awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.drop("closed");
            owner.closed(this, close);
            over.complete(close);
        }
    }

    /** Passes over what is still on its way: the other side's goodbye comes behind it. */
    private void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + GOODBYE_TIME.toNanos();
        link.demand(); // Also if that had to wait: nothing of what comes now is looked at.
        while (System.nanoTime() < end) {
            var work = inbox.take(end, false);
            if (work.ended()) {
                return;
            }
            if (work.frame().isPresent()) {
                link.demand();
            }
        }
    }

    /** Returns in how many nanoseconds the next may be read: who costs too much is read later. */
    private long receive(Bytes received) {
        Message message;
        try {
            message = session.decode(received);
        } catch (ProtocolException e) {
            step(new Input.Closing(Message.Reason.PROTOCOL, e.sentence("The peer sent")));
            return 0;
        }
        long wait = budget.spend(System.nanoTime(), received.size(), message);
        step(new Input.Received(message));
        return wait;
    }

    /** One large message at a time, so that what comes in is looked at in between. */
    private void sendIfRoom() {
        if (close.isPresent()) {
            return;
        }
        inbox.forgetRoom();
        if (link.room() && step(new Input.Ready())) {
            room();
        }
    }

    private void tellPresence() {
        for (Message.Presence moved : presence.next(session::shares)) {
            step(new Input.Moved(moved));
        }
    }

    /**
     * @return whether there was anything to carry out
     */
    private boolean step(Input input) {
        if (close.isPresent()) {
            return false;
        }
        List<Output> outputs = session.step(input);
        outputs.forEach(this::carryOut);
        return !outputs.isEmpty();
    }

    private void carryOut(Output output) {
        switch (output) {
            case Output.Send send -> link.send(MessageCodec.encode(send.message()));
            case Output.Ping ping -> link.ping();
            case Output.Greeted greeted -> {
                open = true;
                pieces.offered(greeted.givesPieces(), greeted.keeps());
                link.greeted();
                owner.greeted(this, greeted.name(), greeted.at());
            }
            case Output.Sharing begun -> {
                sharing.computeIfAbsent(begun.wiki(), unknown -> new CompletableFuture<>())
                        .complete(true);
                owner.sharing(this);
            }
            case Output.OtherVersion other -> owner.otherVersion(this, other.version());
            case Output.InSync inSync -> owner.inSync(this, inSync.wiki(), link.age());
            case Output.Freed freed -> owner.changed(freed.wiki());
            case Output.PresenceHeard told -> owner.presenceHeard(this, told.presence());
            case Output.PeersHeard told -> owner.peersHeard(told.peers());
            case Output.BlobPiece piece ->
                    fetch.receiver(piece.blob(), piece.last()).piece(piece.body(), piece.last());
            case Output.BlobMissing missing -> fetch.receiver(missing.blob(), true).missing();
            case Output.WishAnswered answered -> wishes.answered(answered.page());
            case Output.Look look -> look(look.query());
            case Output.HitsHeard heard ->
                    queries.answered(heard.hits().query(), Optional.of(heard.hits()));
            case Output.Unanswered unanswered ->
                    queries.answered(unanswered.query(), Optional.empty());
            case Output.OfPieces came -> pieces.came(this, came);
            case Output.Close closed -> close = Optional.of(closed);
        }
    }

    /** How many announced pages of any wiki are still to come, as of the last step. */
    int pagesToCome() {
        return pagesToCome;
    }
}
