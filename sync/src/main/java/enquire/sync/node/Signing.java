package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Exchange;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Roster;
import enquire.sync.statement.RevisionSigning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Signs own changes of one wiki, so that others can tell who wrote them. Thread-safe. */
final class Signing {

    /**
     * Changes that are signed at a time: four signatures, one wait for the disk, some 0.2 s on a
     * cold start (measured: 10,000 pages took 12 s there). So long a peer may wait that says hello.
     */
    private static final int CHANGES_MAX = 256;

    private final WikiId wiki;
    private final NodeKey key;
    private final Exchange exchange;
    private final Supplier<Roster> roster;
    private final Supplier<List<Instant>> contacts;

    /**
     * Fair: who signs a whole import takes it again and again, and a peer whose hello waits for one
     * part of it must have its turn.
     */
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * @param contacts when this node met other members or parted from them, lately
     */
    Signing(
            WikiId wiki,
            NodeKey key,
            Exchange exchange,
            Supplier<Roster> roster,
            Supplier<List<Instant>> contacts) {
        this.wiki = wiki;
        this.key = key;
        this.exchange = exchange;
        this.roster = roster;
        this.contacts = contacts;
    }

    /** All that is unsigned, of all pages. */
    void signAll() {
        signAll(() -> false);
    }

    /**
     * All that is unsigned, of all pages; a part of it at a time, so that a page a peer asks for is
     * signed in between.
     *
     * @param stopped ends it before all is signed; the next start goes on
     */
    void signAll(BooleanSupplier stopped) {
        boolean more = true;
        while (more && !stopped.getAsBoolean()) {
            more = signSome();
        }
    }

    /**
     * As many as one batch holds.
     *
     * @return whether more may be left
     */
    boolean signSome() {
        return sign(Optional.empty());
    }

    void signPage(PageId page) {
        boolean more = true;
        while (more) {
            more = sign(Optional.of(page));
        }
    }

    /**
     * Changes older than {@code end}, of pages on which nobody typed since: their burst is over.
     */
    void signBurstsBefore(Instant end) {
        lock.lock();
        try {
            var unsigned = exchange.unsigned(Optional.empty(), CHANGES_MAX);
            Set<PageId> typing =
                    unsigned.stream()
                            .filter(change -> change.madeAt().isAfter(end))
                            .map(Exchange.Unsigned::page)
                            .collect(Collectors.toSet());
            sign(unsigned.stream().filter(change -> !typing.contains(change.page())).toList());
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether there may be more. */
    private boolean sign(Optional<PageId> page) {
        lock.lock();
        try {
            List<Exchange.Unsigned> unsigned = exchange.unsigned(page, CHANGES_MAX);
            sign(unsigned);
            return unsigned.size() == CHANGES_MAX;
        } finally {
            lock.unlock();
        }
    }

    private void sign(List<Exchange.Unsigned> changes) {
        if (!changes.isEmpty()) {
            exchange.sign(
                    RevisionSigning.sign(
                            wiki,
                            key,
                            roster.get().headsWriting(key.id()),
                            contacts.get(),
                            changes,
                            exchange::statements));
        }
    }
}
