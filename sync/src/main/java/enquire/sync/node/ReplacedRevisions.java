package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.Exchange.Numbered;
import enquire.storage.Statement;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out revisions that a later one of the same burst makes needless, as their author did: so
 * that equal pages have equal statements on every node. An old one may come after the new one, from
 * a peer that has not heard of the new one. Thread-safe.
 *
 * <p>A statement may say anything, so what replaces another must be true of the change that it
 * names, and that change must descend from the earlier one's: else its author could take out what
 * vouches for text on which others have built.
 */
final class ReplacedRevisions {

    /**
     * Changes that are looked at to find the earlier one among the ancestors. It is nearly always
     * the first: a burst is one change a second at most. If it is farther away, both stay. (A
     * guess.)
     */
    private static final int STEPS_MAX = 1_000;

    private final Exchange exchange;

    ReplacedRevisions(Exchange exchange) {
        this.exchange = exchange;
    }

    void drop(PageId page) {
        var bursts = new HashMap<List<Object>, Map<Bytes, Claim.Revision>>();
        for (Statement stored : exchange.statements(page)) {
            if (StatementCodec.decode(stored.bytes()).claim() instanceof Claim.Revision revision) {
                bursts.computeIfAbsent(burst(revision), burst -> new HashMap<>())
                        .put(stored.id(), revision);
            }
        }
        var replaced = new HashSet<Bytes>();
        for (var burst : bursts.values()) {
            if (burst.size() > 1) {
                replaced.addAll(replaced(page, burst));
            }
        }
        if (!replaced.isEmpty()) {
            exchange.sign(page, List.of(), replaced);
        }
    }

    private static List<Object> burst(Claim.Revision revision) {
        return List.of(revision.actor(), revision.burst(), revision.rosterHeads());
    }

    private Set<Bytes> replaced(PageId page, Map<Bytes, Claim.Revision> burst) {
        var replaced = new HashSet<Bytes>();
        Optional<Claim.Revision> last =
                burst.values().stream()
                        .filter(revision -> isTrue(page, revision))
                        .reduce((a, b) -> a.replaces(b) ? a : b);
        last.ifPresent(later ->
                burst.forEach((id, revision) -> {
                    if (later.replaces(revision) && descends(page, later, revision.hash())) {
                        replaced.add(id);
                    }
                }));
        return replaced;
    }

    private boolean isTrue(PageId page, Claim.Revision revision) {
        return exchange.accepted(page, revision.hash())
                .filter(named ->
                        named.actor().equals(revision.actor()) && named.seq() == revision.seq())
                .isPresent();
    }

    /** Follows the author's own changes first: they lead to its earlier ones. */
    private boolean descends(PageId page, Claim.Revision later, ChangeHash earlier) {
        var seen = new HashSet<ChangeHash>();
        var open = new ArrayDeque<>(List.of(later.hash()));
        while (!open.isEmpty() && seen.size() < STEPS_MAX) {
            ChangeHash hash = open.pop();
            if (hash.equals(earlier)) {
                return true;
            }
            Optional<Numbered> change =
                    seen.add(hash) ? exchange.accepted(page, hash) : Optional.empty();
            if (change.isEmpty()) {
                continue;
            }
            for (ChangeHash dependency : change.get().dependencies()) {
                if (change.get().actor().equals(later.actor())) {
                    open.addFirst(dependency);
                } else {
                    open.addLast(dependency);
                }
            }
        }
        return false;
    }
}
