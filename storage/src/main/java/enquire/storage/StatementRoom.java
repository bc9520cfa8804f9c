package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Numbered;
import enquire.storage.database.PageUpdate.Vouched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which statements of a page are kept. Those about its changes are kept unless the rule needs none
 * of them on any node; of those that came before their changes, or before the news of who signed
 * them, as many as there is room for. Thread-safe.
 */
final class StatementRoom {

    /**
     * Statements of one page that vouch for nothing that is accepted: those that came before their
     * changes, and those of strangers. Two for each change that may wait: its author's, and one of
     * whoever adopted it.
     */
    static final int STATEMENTS_MAX = 2 * WaitingRoom.CHANGES_MAX;

    /**
     * Bytes of statements for nothing that a wiki takes between two starts; each is some 250 bytes.
     * Counted only, never given back: those that vouch for something later are few. (A guess.)
     */
    static final long WIKI_BYTES_MAX = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StatementRoom.class);

    private final AcceptanceRule rule;
    private final AtomicLong bytes = new AtomicLong();

    StatementRoom(AcceptanceRule rule) {
        this.rule = rule;
    }

    /**
     * @param came changes that came
     * @param standing changes that enter the page now, or do not only because their author made two
     *     of one number
     * @param held statements that were there
     * @return what to add, and what to take out; of the statements that were there too, if what
     *     came shows that they are needless
     */
    Vouched withinBounds(
            PageId page,
            ChangeGraph graph,
            Collection<Change> came,
            Set<ChangeHash> standing,
            List<Statement> held,
            Vouched news) {
        if (held.isEmpty() && news.added().isEmpty()) {
            return news;
        }
        var all = new ArrayList<>(held);
        all.addAll(news.added());
        AcceptanceRule.Weighed weighed = rule.weigh(all, inPage(graph, came, standing));
        long room = STATEMENTS_MAX - held.stream().filter(weighed.spare()::contains).count();
        var kept = new ArrayList<Statement>();
        for (Statement statement : news.added()) {
            boolean isKept = !weighed.needless().contains(statement);
            if (isKept && weighed.spare().contains(statement)) {
                isKept = room-- > 0 && hasRoomInWiki(statement);
            }
            if (isKept) {
                kept.add(statement);
            }
        }
        if (kept.size() < news.added().size()) {
            LOG.warn(
                    "Page {}: {} statements that nothing here needs are not kept",
                    page,
                    news.added().size() - kept.size());
        }
        var takenOut = new HashSet<Bytes>(news.replacedIds());
        held.stream()
                .filter(weighed.needless()::contains)
                .map(Statement::id)
                .forEach(takenOut::add);
        return new Vouched(kept, takenOut);
    }

    /** Of what waits, that for which somebody speaks who could write at some time. */
    Set<ChangeHash> spokenFor(ChangeGraph graph, List<Statement> held) {
        AcceptanceRule.Weighed weighed = rule.weigh(held, inPage(graph, List.of(), Set.of()));
        var named = new ArrayList<ChangeHash>();
        for (Statement statement : held) {
            if (!weighed.needless().contains(statement) && !weighed.early().contains(statement)) {
                named.addAll(statement.vouched());
            }
        }
        return graph.ancestors(named);
    }

    /** Of the genesis nobody needs to speak. */
    private static Function<ChangeHash, Optional<Numbered>> inPage(
            ChangeGraph graph, Collection<Change> came, Set<ChangeHash> standing) {
        var fresh = new HashMap<ChangeHash, Numbered>();
        for (Change change : came) {
            fresh.put(
                    change.hash(),
                    new Numbered(change.actor(), change.seq(), change.dependencies()));
        }
        return hash ->
                standing.contains(hash) || graph.isAccepted(hash)
                        ? graph.numbered(hash).or(() -> Optional.ofNullable(fresh.get(hash)))
                        : Optional.empty();
    }

    private boolean hasRoomInWiki(Statement forNothing) {
        return bytes.addAndGet(forNothing.bytes().size()) <= WIKI_BYTES_MAX;
    }
}
