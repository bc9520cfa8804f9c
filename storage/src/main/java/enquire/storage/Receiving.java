package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange.Arriving;
import enquire.storage.Exchange.Received;
import enquire.storage.database.ChangeRow;
import enquire.storage.database.JournalRow;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.PageUpdate.Vouched;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what peers send. What is accepted enters the document and the page's line; the rest waits
 * on disk, within bounds, and is judged again with whatever comes next. Thread-safe.
 */
final class Receiving {

    /**
     * How often changes are tried beside a page that others change meanwhile. After that its lock
     * is held, so that it comes to an end. (A guess.)
     */
    private static final int ROUNDS_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    private final RepositorySettings settings;
    private final Pages pages;
    private final Documents documents;
    private final Editing editing;
    private final Commits commits;
    private final Folding folding;
    private final Merging merging;
    private final Trials trials;
    private final Forks forks;
    private final WaitingRoom waitingRoom;
    private final StatementRoom statementRoom;
    private final Clearing clearing;
    private final Sorting sorting;
    private final Rebuilding rebuilding;
    private final Suggestions suggestions;

    /** Pages out of which something was taken just now; own work may have gone with it. */
    private final Set<PageId> tookOut = ConcurrentHashMap.newKeySet();

    Receiving(
            RepositorySettings settings,
            WikiDatabase database,
            Pages pages,
            Documents documents,
            Editing editing,
            Commits commits,
            Folding folding,
            Merging merging,
            Suspects suspects,
            Forks forks,
            WaitingRoom waitingRoom,
            StatementRoom statementRoom,
            Clearing clearing,
            Rebuilding rebuilding,
            Suggestions suggestions) {
        this.settings = settings;
        this.pages = pages;
        this.documents = documents;
        this.editing = editing;
        this.commits = commits;
        this.folding = folding;
        this.merging = merging;
        this.trials =
                new Trials(pages, documents, suspects, settings.surroundings().pageOperationsMax());
        this.forks = forks;
        this.waitingRoom = waitingRoom;
        this.statementRoom = statementRoom;
        this.clearing = clearing;
        this.sorting = new Sorting(settings.rule(), database, documents, suspects, forks);
        this.rebuilding = rebuilding;
        this.suggestions = suggestions;
    }

    /** Whether typing is pending afterwards: own edits that a merge made necessary. */
    private record Outcome(Received received, CompletableFuture<?> write, boolean pending) {

        Outcome refused(Map<ChangeHash, String> before) {
            var refused = new LinkedHashMap<>(before);
            refused.putAll(received.refused());
            var all =
                    new Received(
                            received.changedPage(),
                            received.accepted(),
                            received.waiting(),
                            received.missing(),
                            refused);
            return new Outcome(all, write, pending);
        }
    }

    /** What came, sorted: nothing of it is known yet. */
    private record Arrival(
            List<Change> fresh,
            Vouched vouched,
            Set<ChangeHash> accepted,
            Instant at,
            PeerId by,
            Optional<PeerId> deliverer) {}

    /** What a look at the page came to. */
    private sealed interface Step {
        record Done(Outcome outcome) implements Step {}

        record ToTry(Trials.Untried untried) implements Step {}
    }

    Received receive(Arriving arriving, Set<Bytes> replacedIds) {
        clearing.makeRoomFor(List.of(arriving));
        var came = new Came(arriving, replacedIds);
        Outcome outcome = finish(came, begin(came));
        Commits.await(outcome.write());
        return outcome.received();
    }

    /** What is noted before a trial shares a wait for the disk, and what enters another. */
    List<Received> receive(List<Arriving> arriving) {
        clearing.makeRoomFor(arriving);
        List<Came> all = arriving.stream().map(each -> new Came(each, Set.of())).toList();
        List<Step> begun = all.stream().map(this::begin).toList();
        var outcomes = new ArrayList<Outcome>(all.size());
        for (int i = 0; i < all.size(); i++) {
            outcomes.add(finish(all.get(i), begun.get(i)));
        }
        outcomes.forEach(outcome -> Commits.await(outcome.write()));
        return outcomes.stream().map(Outcome::received).toList();
    }

    private Step begin(Came came) {
        return pages.lend(came.page(), state -> take(state, came, Optional.empty()));
    }

    private Outcome finish(Came came, Step begun) {
        Step step = begun;
        var refused = new LinkedHashMap<ChangeHash, String>();
        for (int round = 1; step instanceof Step.ToTry(Trials.Untried untried); round++) {
            refused.putAll(untried.refused());
            step =
                    round < ROUNDS_MAX
                            ? tryAndTake(came, untried)
                            : pages.lend(came.page(), state -> tryAndTake(came, untried));
        }
        Outcome outcome = ((Step.Done) step).outcome();
        if (outcome.pending()) {
            folding.soon(came.page());
        }
        if (tookOut.remove(came.page())) {
            Commits.await(outcome.write());
            suggestions.takeOverOwn(came.page());
        }
        return outcome.refused(refused);
    }

    private Step tryAndTake(Came came, Trials.Untried untried) {
        Optional<Trials.Passed> passed = trials.run(came.page(), untried);
        return pages.lend(came.page(), state -> take(state, came, passed));
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

    private Step take(PageState state, Came sent, Optional<Trials.Passed> passed) {
        Came came = sent.without(settings.rule().takenOut(state.page));
        if (documents.graph(state).hasTwins(came.changes())) {
            editing.fold(state); // Such a page is judged whole, typing and all.
        }
        if (state.inFlight.get() > 0) {
            // What another peer sent just now, and own signatures, are read back below. The writer
            // takes no page's lock, so waiting with it held ends.
            Commits.await(state.lastWrite());
        }
        ChangeGraph graph = documents.graph(state);
        Sorting.Sorted sorted = sorting.sort(state, came.changes(), came.vouched());
        Optional<Forks.Look> look = sorted.look();
        List<Change> fresh = sorted.fresh();
        if (look.isPresent()) {
            Set<ChangeHash> unseen = look.get().unseen();
            fresh =
                    withoutRefused(state, graph, fresh, look.get().refused()).stream()
                            .filter(change -> !unseen.contains(change.hash()))
                            .toList();
            if (look.get().takesOut() || forks.forksOwnActor(state, fresh)) {
                takeOut(state, look.get(), fresh, sorted, came);
                return take(state, sent, Optional.empty());
            }
        }
        Set<ChangeHash> outvoted = look.map(each -> each.verdict().outvoted()).orElse(Set.of());
        Merging.Screened screened = merging.screen(state, ChangeGraph.ordered(sorted.authorised()));
        // Screening may load the document, and with it the graph.
        ChangeGraph current = documents.graph(state);
        fresh = withoutRefused(state, current, fresh, screened.changes().refused());
        Map<ChangeHash, String> refused = came.among(screened.changes().refused());
        look.ifPresent(each -> refused.putAll(came.among(each.refused())));
        List<Change> fit = screened.changes().fit();
        Set<ChangeHash> accepted = fit.stream().map(Change::hash).collect(Collectors.toSet());
        var standing = new HashSet<>(accepted);
        standing.addAll(outvoted);
        WaitingRoom.Kept room =
                waitingRoom.withinBounds(state.page, current, fresh, standing, came.deliverer());
        clearing.drop(state, room.thrownOut());
        List<Change> kept = room.fresh();
        boolean known =
                screened.first().isPresent()
                        || passed.filter(trial -> trial.covers(state, fit)).isPresent();
        if (!fit.isEmpty() && !known) {
            return new Step.ToTry(
                    new Trials.Untried(fit, note(state, current, kept, accepted, came), refused));
        }
        Vouched vouched =
                statementRoom.withinBounds(
                        state.page, current, fresh, standing, sorted.held(), sorted.news());
        PeerId by = came.by().orElse(settings.author());
        var arrival = new Arrival(kept, vouched, accepted, came.at(), by, came.deliverer());
        CompletableFuture<?> write =
                fit.isEmpty() ? keep(state, current, arrival) : enter(state, arrival, screened);
        var statements = new ArrayList<>(sorted.held());
        statements.addAll(vouched.added());
        long waiting = WaitingRoom.incomplete(current, outvoted, statements);
        Set<ChangeHash> missing = sent.lackedBy(came);
        missing.addAll(current.missing());
        fresh.stream().map(Change::hash).forEach(missing::add);
        kept.stream().map(Change::hash).forEach(missing::remove);
        var received = new Received(!fit.isEmpty(), fit.size(), (int) waiting, missing, refused);
        return new Step.Done(new Outcome(received, write, state.pending().isPresent()));
    }

    /** What came is kept in the same transaction, since it is the reason. */
    private void takeOut(
            PageState state,
            Forks.Look look,
            List<Change> fresh,
            Sorting.Sorted sorted,
            Came came) {
        LOG.warn("Page {}: an author made two changes of one number", state.page);
        tookOut.add(state.page);
        ChangeGraph graph = documents.graph(state);
        Set<ChangeHash> standing = look.standing();
        List<ChangeRow> rows =
                rows(
                        waitingRoom
                                .withinBounds(state.page, graph, fresh, standing, Optional.empty())
                                .fresh(),
                        Set.of(),
                        came.at(),
                        came.deliverer());
        rebuilding.without(
                state,
                look.accepted(),
                look.staying(),
                rows,
                statementRoom.withinBounds(
                        state.page, graph, fresh, standing, sorted.held(), sorted.news()));
    }

    private List<Change> withoutRefused(
            PageState state,
            ChangeGraph graph,
            List<Change> fresh,
            Map<ChangeHash, String> refused) {
        if (refused.isEmpty()) {
            return fresh;
        }
        var first = refused.entrySet().iterator().next(); // One line, however many there are.
        LOG.warn(
                "{} changes refused for page {}, the first {}: {}",
                refused.size(),
                state.page,
                first.getKey(),
                first.getValue());
        // One that waited until now would be refused again and again.
        clearing.drop(state, refused.keySet().stream().filter(graph::contains).toList());
        return fresh.stream().filter(change -> !refused.containsKey(change.hash())).toList();
    }

    /** Before the native library gets them, which may not survive it. */
    private CompletableFuture<?> note(
            PageState state,
            ChangeGraph graph,
            List<Change> fresh,
            Set<ChangeHash> hashes,
            Came came) {
        state.touch();
        fresh.forEach(change -> graph.add(change, false));
        return commits.submit(
                state,
                new PageUpdate.Suspected(
                        state.now().row(),
                        rows(fresh, Set.of(), came.at(), came.deliverer()),
                        hashes,
                        editing.now()));
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
                new PageUpdate.Kept(
                        state.now().row(),
                        rows(arrival.fresh(), Set.of(), arrival.at(), arrival.deliverer()),
                        arrival.vouched()));
    }

    private CompletableFuture<?> enter(
            PageState state, Arrival arrival, Merging.Screened screened) {
        Merging.Merged merged = merging.merge(state, screened);
        state.countMerge();
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
                                rows(
                                        arrival.fresh(),
                                        arrival.accepted(),
                                        arrival.at(),
                                        arrival.deliverer()),
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

    private List<ChangeRow> rows(
            List<Change> fresh,
            Collection<ChangeHash> accepted,
            Instant at,
            Optional<PeerId> deliverer) {
        return ChangeRow.foreign(fresh, accepted, editing.now(), at, deliverer);
    }
}
