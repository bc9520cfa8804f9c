package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange.Received;
import enquire.storage.database.ChangeNode;
import enquire.storage.database.ChangeRow;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.JournalRow;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.PageUpdate.Vouched;
import enquire.storage.database.StatementTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what peers send. What is accepted enters the document and the page's line; the rest waits
 * on disk, within bounds, and is judged again with whatever comes next. Thread-safe.
 */
final class Receiving {

    /**
     * Changes of one page that may wait for acceptance. A peer that sends in any order within one
     * message of 1 MiB stays below it; beyond, the newest are not kept and must be sent again.
     */
    static final int WAITING_CHANGES_MAX = 4_096;

    /** Bytes of the same. */
    static final long WAITING_BYTES_MAX = 16L * 1024 * 1024;

    /**
     * Statements of one page that vouch for nothing that is accepted: those that came before their
     * changes, and those of strangers. Each of a first sync may do so for a moment; a burst of
     * typing each minute makes so many in 45 days. The others are as many as the page's writers
     * make, like their changes.
     */
    static final int STATEMENTS_MAX = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    private final RepositorySettings settings;
    private final WikiDatabase database;
    private final Pages pages;
    private final Documents documents;
    private final Editing editing;
    private final Commits commits;
    private final Folding folding;
    private final Merging merging;

    Receiving(
            RepositorySettings settings,
            WikiDatabase database,
            Pages pages,
            Documents documents,
            Editing editing,
            Commits commits,
            Folding folding) {
        this.settings = settings;
        this.database = database;
        this.pages = pages;
        this.documents = documents;
        this.editing = editing;
        this.commits = commits;
        this.folding = folding;
        this.merging = new Merging(documents, editing);
    }

    /** Whether typing is pending afterwards: own edits that a merge made necessary. */
    private record Outcome(Received received, CompletableFuture<?> write, boolean pending) {}

    /** What came, sorted: nothing of it is known yet. */
    private record Arrival(
            List<Change> fresh, Vouched vouched, Set<ChangeHash> accepted, Instant at, PeerId by) {}

    Received receive(
            PageId page,
            List<Change> changes,
            Vouched vouched,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        Outcome outcome = begin(page, changes, vouched, changedAt, changedBy);
        Commits.await(outcome.write());
        return outcome.received();
    }

    List<Received> receive(List<Exchange.Arriving> arriving) {
        var outcomes = new ArrayList<Outcome>(arriving.size());
        for (Exchange.Arriving each : arriving) {
            var vouched = new Vouched(each.statements(), Set.of());
            outcomes.add(
                    begin(
                            each.page(),
                            each.changes(),
                            vouched,
                            each.changedAt(),
                            each.changedBy()));
        }
        outcomes.forEach(outcome -> Commits.await(outcome.write()));
        return outcomes.stream().map(Outcome::received).toList();
    }

    private Outcome begin(
            PageId page,
            List<Change> changes,
            Vouched vouched,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        Outcome outcome =
                pages.lend(page, state -> take(state, changes, vouched, changedAt, changedBy));
        if (outcome.pending()) {
            folding.soon(page);
        }
        return outcome;
    }

    /** Own statements: they change nothing that is read. */
    void sign(Map<PageId, Vouched> statements) {
        var writes = new ArrayList<CompletableFuture<?>>(statements.size());
        statements.forEach((page, vouched) ->
                writes.add(
                        pages.lend(
                                page,
                                state ->
                                        commits.submit(
                                                state,
                                                new PageUpdate.Kept(
                                                        state.now().row(), List.of(), vouched)))));
        writes.forEach(Commits::await);
    }

    private Outcome take(
            PageState state,
            List<Change> changes,
            Vouched vouched,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        if (state.inFlight.get() > 0) {
            // What another peer sent just now, and own signatures, are read back below. The writer
            // takes no page's lock, so waiting with it held ends.
            Commits.await(state.lastWrite());
        }
        ChangeGraph graph = documents.graph(state);
        Map<ChangeHash, Change> candidates = waiting(state);
        List<Change> fresh = fresh(graph, changes);
        fresh.forEach(change -> candidates.put(change.hash(), change));
        List<Statement> held =
                candidates.isEmpty() && vouched.isNothing()
                        ? List.of()
                        : database.read(handle -> StatementTable.statements(handle, state.page));
        Vouched news = unknown(held, vouched);
        Set<ChangeHash> authorised = judge(state.page, graph, candidates, held, news);
        Merging.Screened screened =
                merging.screen(
                        state,
                        ChangeGraph.ordered(
                                candidates.values().stream()
                                        .filter(change -> authorised.contains(change.hash()))
                                        .toList()));
        // Screening may load the document, and with it the graph.
        graph = documents.graph(state);
        Set<ChangeHash> refused = screened.changes().refused().keySet();
        if (!refused.isEmpty()) {
            LOG.warn("Refused for page {}: {}", state.page, screened.changes().refused());
            fresh = fresh.stream().filter(change -> !refused.contains(change.hash())).toList();
            drop(state, graph, refused);
        }
        Set<ChangeHash> accepted =
                screened.changes().fit().stream().map(Change::hash).collect(Collectors.toSet());
        List<Change> kept = withinBounds(graph, fresh, accepted);
        var arrival =
                new Arrival(
                        kept,
                        withinBounds(state.page, vouching(graph, accepted), held, news),
                        accepted,
                        changedAt.truncatedTo(ChronoUnit.MILLIS),
                        changedBy.orElse(settings.author()));
        CompletableFuture<?> write =
                accepted.isEmpty() ? keep(state, graph, arrival) : enter(state, arrival, screened);
        var received =
                new Received(
                        !accepted.isEmpty(),
                        accepted.size(),
                        graph.waiting().size(),
                        graph.missing(),
                        screened.changes().refused().values().stream().findFirst());
        return new Outcome(received, write, state.pending().isPresent());
    }

    private Map<ChangeHash, Change> waiting(PageState state) {
        var waiting = new LinkedHashMap<ChangeHash, Change>();
        if (!documents.graph(state).waiting().isEmpty()) {
            database.read(handle -> ChangeTable.changes(handle, state.page, false))
                    .forEach(change -> waiting.put(change.hash(), change));
        }
        return waiting;
    }

    private static Vouched unknown(List<Statement> held, Vouched vouched) {
        if (vouched.isNothing()) {
            return Vouched.NOTHING;
        }
        Set<Bytes> ids = held.stream().map(Statement::id).collect(Collectors.toSet());
        List<Statement> added =
                vouched.added().stream()
                        .filter(statement -> !ids.contains(statement.id()))
                        .toList();
        List<Bytes> replaced = vouched.replacedIds().stream().filter(ids::contains).toList();
        return new Vouched(added, replaced);
    }

    private static List<Change> fresh(ChangeGraph graph, List<Change> changes) {
        var fresh = new LinkedHashMap<ChangeHash, Change>();
        for (Change change : changes) {
            boolean genesis = change.hash().equals(Genesis.HASH);
            if (!genesis && !graph.contains(change.hash())) {
                fresh.put(change.hash(), change);
            }
        }
        return List.copyOf(fresh.values());
    }

    private Set<ChangeHash> judge(
            PageId page,
            ChangeGraph graph,
            Map<ChangeHash, Change> candidates,
            List<Statement> held,
            Vouched news) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        var statements = new ArrayList<>(held);
        statements.addAll(news.added());
        return settings.rule()
                .judge(
                        page,
                        List.copyOf(candidates.values()),
                        hash -> !candidates.containsKey(hash) && graph.isAccepted(hash),
                        statements);
    }

    /** What is accepted is always kept; of what waits, as much as there is room for. */
    private static List<Change> withinBounds(
            ChangeGraph graph, List<Change> fresh, Set<ChangeHash> accepted) {
        List<ChangeNode> waiting = graph.waiting();
        int count = waiting.size();
        long bytes = waiting.stream().mapToLong(ChangeNode::bytes).sum();
        var kept = new ArrayList<Change>();
        for (Change change : fresh) {
            if (!accepted.contains(change.hash())) {
                count++;
                bytes += change.chunk().size();
                if (count > WAITING_CHANGES_MAX || bytes > WAITING_BYTES_MAX) {
                    continue;
                }
            }
            kept.add(change);
        }
        return kept;
    }

    /** Whether a statement vouches for something in the page, or entering it now. */
    private static Predicate<Statement> vouching(ChangeGraph graph, Set<ChangeHash> entering) {
        return statement ->
                statement.vouched().stream()
                        .filter(hash -> !hash.equals(Genesis.HASH)) // Nobody needs to vouch for it.
                        .anyMatch(hash -> graph.isAccepted(hash) || entering.contains(hash));
    }

    /** What vouches is always kept; of the others, as many as there is room for. */
    private static Vouched withinBounds(
            PageId page, Predicate<Statement> vouches, List<Statement> held, Vouched news) {
        if (news.added().isEmpty()) {
            return news;
        }
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

    private CompletableFuture<?> keep(PageState state, ChangeGraph graph, Arrival arrival) {
        boolean nothing = arrival.fresh().isEmpty() && arrival.vouched().isNothing();
        if (nothing) {
            return state.lastWrite();
        }
        state.touch();
        arrival.fresh().forEach(change -> graph.add(change, false));
        return commits.submit(
                state,
                new PageUpdate.Kept(state.now().row(), rows(arrival, Set.of()), arrival.vouched()));
    }

    /** A refused change that waited until now would be refused again and again. */
    private void drop(PageState state, ChangeGraph graph, Set<ChangeHash> refused) {
        Set<ChangeHash> waited =
                refused.stream().filter(graph::contains).collect(Collectors.toSet());
        if (!waited.isEmpty()) {
            state.touch();
            waited.forEach(graph::remove);
            commits.submit(state, new PageUpdate.Dropped(state.page, waited));
        }
    }

    private CompletableFuture<?> enter(
            PageState state, Arrival arrival, Merging.Screened screened) {
        Merging.Merged merged = merging.merge(state, screened);
        ChangeGraph current = documents.graph(state);
        state.touch();
        Set<ChangeHash> waited = new HashSet<>(arrival.accepted());
        for (Change change : arrival.fresh()) {
            current.add(change, arrival.accepted().contains(change.hash()));
            waited.remove(change.hash());
        }
        waited.forEach(hash -> current.accept(hash, true));
        PageNow before = state.now();
        state.merged(before.merged(merged.content(), merged.heads(), arrival.at(), arrival.by()));
        Optional<JournalRow> step =
                editing.foldedStep(state, before, merged.textChange(), arrival.by());
        CompletableFuture<?> write =
                commits.submit(
                        state,
                        editing.changed(
                                state,
                                rows(arrival, arrival.accepted()),
                                waited,
                                Set.of(),
                                arrival.vouched(),
                                step));
        Optional<CompletableFuture<PageView>> taken = withoutDoubledText(state);
        return taken.isPresent() ? taken.get() : write;
    }

    /**
     * Two people who were apart gave this page the very same first text: one copy goes. A page that
     * was not merged has no second copy, and no document.
     */
    private Optional<CompletableFuture<PageView>> withoutDoubledText(PageState state) {
        if (!settings.rule().mayWrite()) {
            return Optional.empty();
        }
        return state.document()
                .flatMap(PageDocument::doubledFirstText)
                .filter(change -> !change.isEmpty())
                .map(change -> editing.type(state, change, Optional.empty(), 0));
    }

    private List<ChangeRow> rows(Arrival arrival, Collection<ChangeHash> accepted) {
        return arrival.fresh().stream()
                .map(change ->
                        ChangeRow.foreign(change, accepted.contains(change.hash()), editing.now()))
                .toList();
    }
}
