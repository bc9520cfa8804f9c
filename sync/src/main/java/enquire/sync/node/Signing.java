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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Signs own changes of one wiki, so that others can tell who wrote them. Thread-safe. */
final class Signing {

    /**
     * Changes that are signed at a time. 64 share a signature, so 16 of them, about 10 ms; the rest
     * is one wait for the disk (arithmetic).
     */
    private static final int CHANGES_MAX = 1_024;

    private final WikiId wiki;
    private final NodeKey key;
    private final Exchange exchange;
    private final Supplier<Roster> roster;

    Signing(WikiId wiki, NodeKey key, Exchange exchange, Supplier<Roster> roster) {
        this.wiki = wiki;
        this.key = key;
        this.exchange = exchange;
        this.roster = roster;
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
    synchronized boolean signSome() {
        List<Exchange.Unsigned> unsigned = exchange.unsigned(Optional.empty(), CHANGES_MAX);
        sign(unsigned);
        return unsigned.size() == CHANGES_MAX;
    }

    synchronized void signPage(PageId page) {
        List<Exchange.Unsigned> unsigned = exchange.unsigned(Optional.of(page), CHANGES_MAX);
        while (!unsigned.isEmpty()) {
            sign(unsigned);
            unsigned = exchange.unsigned(Optional.of(page), CHANGES_MAX);
        }
    }

    /** Pages whose newest unsigned change is older than {@code end}: the burst is over. */
    synchronized void signBurstsBefore(Instant end) {
        List<Exchange.Unsigned> unsigned = exchange.unsigned(Optional.empty(), CHANGES_MAX);
        var typing =
                unsigned.stream()
                        .filter(change -> change.madeAt().isAfter(end))
                        .map(Exchange.Unsigned::page)
                        .toList();
        var over = unsigned.stream().filter(change -> !typing.contains(change.page())).toList();
        sign(over);
    }

    private void sign(List<Exchange.Unsigned> changes) {
        if (!changes.isEmpty()) {
            exchange.sign(
                    RevisionSigning.sign(
                            wiki, key, roster.get().heads(), changes, exchange::statements));
        }
    }
}
