package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.storage.database.ChangeNode;
import enquire.storage.database.PageUpdate.Vouched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of what is not accepted a page keeps: it is a stranger's, until somebody vouches for it.
 * Pure but for its log.
 */
final class WaitingRoom {

    /**
     * Changes of one page that may wait for acceptance. A peer that sends in any order within one
     * message of 1 MiB stays below it; beyond, the newest are not kept and must be sent again.
     */
    static final int CHANGES_MAX = 4_096;

    /** Bytes of the same. */
    static final long BYTES_MAX = 16L * 1024 * 1024;

    /**
     * Statements of one page that vouch for nothing that is accepted: those that came before their
     * changes, and those of strangers. Each of a first sync may do so for a moment; a burst of
     * typing each minute makes so many in 45 days. The others are as many as the page's writers
     * make, like their changes.
     */
    static final int STATEMENTS_MAX = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

    private WaitingRoom() {}

    /**
     * What members vouch for is always kept; of what waits, as much as there is room for.
     *
     * @param standing what is accepted, or only outvoted
     */
    static List<Change> withinBounds(
            ChangeGraph graph, List<Change> fresh, Set<ChangeHash> standing) {
        List<ChangeNode> waiting =
                graph.waiting().stream().filter(node -> !standing.contains(node.hash())).toList();
        int count = waiting.size();
        long bytes = waiting.stream().mapToLong(ChangeNode::bytes).sum();
        var kept = new ArrayList<Change>();
        for (Change change : fresh) {
            if (!standing.contains(change.hash())) {
                count++;
                bytes += change.chunk().size();
                if (count > CHANGES_MAX || bytes > BYTES_MAX) {
                    continue;
                }
            }
            kept.add(change);
        }
        return kept;
    }

    /**
     * What vouches for something in the page is always kept; of the others, as many as there is
     * room for.
     *
     * @param standing changes that enter the page now, or are only outvoted
     */
    static Vouched withinBounds(
            PageId page,
            ChangeGraph graph,
            Set<ChangeHash> standing,
            List<Statement> held,
            Vouched news) {
        if (news.added().isEmpty()) {
            return news;
        }
        Predicate<Statement> vouches = vouching(graph, standing);
        long room = STATEMENTS_MAX - held.stream().filter(vouches.negate()).count();
        var kept = new ArrayList<Statement>();
        for (Statement statement : news.added()) {
            if (vouches.test(statement) || room-- > 0) {
                kept.add(statement);
            }
        }
        if (kept.size() < news.added().size()) {
            LOG.warn(
                    "Page {}: {} statements that vouch for nothing here are not kept; {} wait",
                    page,
                    news.added().size() - kept.size(),
                    STATEMENTS_MAX);
        }
        return new Vouched(kept, news.replacedIds());
    }

    private static Predicate<Statement> vouching(ChangeGraph graph, Set<ChangeHash> standing) {
        return statement ->
                statement.vouched().stream()
                        .filter(hash -> !hash.equals(Genesis.HASH)) // Nobody needs to vouch for it.
                        .anyMatch(hash -> graph.isAccepted(hash) || standing.contains(hash));
    }
}
