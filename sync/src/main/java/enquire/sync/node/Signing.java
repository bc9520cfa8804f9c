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
import java.util.function.Supplier;

/** Signs own changes of one wiki, so that others can tell who wrote them. Thread-safe. */
final class Signing {

    /** Changes that are signed at a time: 64 share a signature, so about 50 ms (arithmetic). */
    private static final int CHANGES_MAX = 4_096;

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
    synchronized void signAll() {
        List<Exchange.Unsigned> unsigned = exchange.unsigned(Optional.empty(), CHANGES_MAX);
        while (!unsigned.isEmpty()) {
            sign(unsigned);
            unsigned = exchange.unsigned(Optional.empty(), CHANGES_MAX);
        }
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
        if (!over.isEmpty()) {
            sign(over);
        }
    }

    private void sign(List<Exchange.Unsigned> changes) {
        RevisionSigning.sign(wiki, key, roster.get().heads(), changes, exchange::statements)
                .forEach((page, made) -> exchange.sign(page, made.added(), made.replacedIds()));
    }
}
