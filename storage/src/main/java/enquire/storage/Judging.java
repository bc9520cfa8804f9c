package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Arriving;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.PageUpdate.Vouched;
import enquire.storage.database.StatementTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what is held anew after the members changed, and rebuilds the pages that it changes from
 * their accepted raw changes. Thread-safe.
 */
final class Judging {

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

    private record Held(List<Change> changes, List<Statement> statements) {}

    private final RepositorySettings settings;
    private final WikiDatabase database;
    private final Pages pages;
    private final Documents documents;
    private final Editing editing;
    private final Rebuilding rebuilding;
    private final Receiving receiving;
    private final Suggestions suggestions;

    Judging(
            RepositorySettings settings,
            WikiDatabase database,
            Pages pages,
            Documents documents,
            Editing editing,
            Rebuilding rebuilding,
            Receiving receiving,
            Suggestions suggestions) {
        this.settings = settings;
        this.database = database;
        this.pages = pages;
        this.documents = documents;
        this.editing = editing;
        this.rebuilding = rebuilding;
        this.receiving = receiving;
        this.suggestions = suggestions;
    }

    /**
     * @param takingOut whether anything may be taken out of these pages
     */
    JudgedAnew judgeAnew(Collection<PageId> judged, boolean takingOut) {
        var staying = new LinkedHashMap<PageId, Heads>();
        var failures = new ArrayList<StorageException>();
        for (PageId page : judged) {
            try {
                judgeAnew(page, takingOut).ifPresent(heads -> staying.put(page, heads));
            } catch (StorageException e) {
                LOG.warn("Page {} could not be judged anew: {}", page, e.getMessage());
                failures.add(e);
            } catch (RuntimeException e) {
                LOG.error("Page {} could not be judged anew, by a mistake of Enquire", page, e);
                failures.add(
                        new StorageException(
                                "By a mistake of Enquire, a page cannot be judged (%s); the log says more. Nothing of it was changed."
                                        .formatted(e),
                                e));
            }
        }
        return new JudgedAnew(staying, failures);
    }

    /** Those that only lost against another of their number are no orphans. */
    List<Change> orphaned(PageId page, AcceptanceRule rule) {
        var accepted = new ArrayList<Change>();
        var waiting = new ArrayList<Change>();
        var statements = new ArrayList<Statement>();
        database.read(handle -> {
            accepted.addAll(ChangeTable.changes(handle, page, true));
            waiting.addAll(ChangeTable.changes(handle, page, false));
            return statements.addAll(StatementTable.statements(handle, page));
        });
        var all = new ArrayList<>(accepted);
        all.addAll(waiting);
        AcceptanceRule.Verdict verdict = rule.judgeAll(page, all, statements);
        return accepted.stream()
                .filter(change -> !verdict.accepted().contains(change.hash()))
                .filter(change -> !verdict.outvoted().contains(change.hash()))
                .toList();
    }

    /**
     * What this node wrote and had to take out of the page when it might not write any more, and
     * would not be part of it by this rule either, as far as nobody has decided about it.
     */
    List<Change> ownLeftOut(PageId page, AcceptanceRule rule) {
        Set<ChangeHash> own = suggestions.undecided(page);
        if (own.isEmpty()) {
            return List.of();
        }
        Held held = database.read(handle -> held(handle, page));
        AcceptanceRule.Verdict verdict = rule.judgeAll(page, held.changes(), held.statements());
        return held.changes().stream()
                .filter(change -> own.contains(change.hash()))
                .filter(change -> !verdict.accepted().contains(change.hash()))
                .filter(change -> !verdict.outvoted().contains(change.hash()))
                .toList();
    }

    private List<Change> ownOrphaned(PageId page) {
        return orphaned(page, settings.rule()).stream()
                .filter(change -> change.actor().author().equals(settings.author()))
                .toList();
    }

    /** The heads of what would stay, if something has to go and may not yet. */
    private Optional<Heads> judgeAnew(PageId page, boolean takingOut) {
        Optional<Judged> judged = Optional.empty();
        while (judged.isEmpty()) {
            // Typing first, and on disk: what is judged is what can be read back.
            Commits.await(pages.lend(page, editing::fold));
            if (takingOut && !settings.rule().mayWrite()) {
                suggestions.takeOut(page, ownOrphaned(page));
            }
            judged = pages.lend(page, state -> judge(state, takingOut));
        }
        Commits.await(judged.get().write());
        if (judged.get().mayGrow()) {
            // As if it came just now: screened, noted and tried before the page takes it.
            receiving.receive(
                    new Arriving(
                            page,
                            List.of(),
                            List.of(),
                            Instant.EPOCH,
                            Optional.empty(),
                            Optional.empty()),
                    Set.of());
        }
        if (judged.get().shrank()) {
            suggestions.takeOverOwn(page);
        }
        return judged.get().staying();
    }

    /** What became of the accepted changes, and whether some that waited may enter. */
    private record Judged(
            CompletableFuture<?> write, boolean shrank, boolean mayGrow, Optional<Heads> staying) {}

    /** Empty if somebody typed on meanwhile. */
    private Optional<Judged> judge(PageState state, boolean takingOut) {
        if (state.pending().isPresent() || state.inFlight.get() > 0) {
            return Optional.empty();
        }
        Held held = database.read(handle -> held(handle, state.page));
        ChangeGraph graph = documents.graph(state);
        Set<ChangeHash> vouched =
                settings.rule().judgeAll(state.page, held.changes(), held.statements()).accepted();
        Set<ChangeHash> before = new HashSet<>(graph.accepted());
        boolean mayGrow = !before.containsAll(vouched);
        boolean shrinks = !vouched.containsAll(before);
        if (shrinks && !takingOut) {
            before.retainAll(vouched);
            Heads staying = graph.headsOf(before);
            return Optional.of(new Judged(state.lastWrite(), false, mayGrow, Optional.of(staying)));
        }
        CompletableFuture<?> write =
                !shrinks
                        ? state.lastWrite()
                        : rebuilding.without(
                                state, held.changes(), vouched, List.of(), Vouched.NOTHING);
        return Optional.of(new Judged(write, shrinks, mayGrow, Optional.empty()));
    }

    private static Held held(Handle handle, PageId page) {
        var changes = new ArrayList<>(ChangeTable.changes(handle, page, true));
        changes.addAll(ChangeTable.changes(handle, page, false));
        return new Held(changes, StatementTable.statements(handle, page));
    }
}
