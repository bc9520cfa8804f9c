package enquire.storage;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Arriving;
import enquire.storage.database.DeliveredChanges;
import enquire.storage.database.DeliveredChanges.Delivered;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.StatementTable;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws away what peers brought and no page ever took: what is in the way of others, and what
 * nobody has spoken for in weeks. Whoever it belongs to in truth is asked for it again, because the
 * page stays owed. Nothing own, and nothing that was part of a page once, is among it. Thread-safe.
 */
final class Clearing {

    /**
     * How long something may wait for a statement. Both come in one answer, or in the same session;
     * weeks, so that a computer may be off for the holidays between two of them. (A guess.)
     */
    static final Duration WAITING_TIME = Duration.ofDays(28);

    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);

    private final WikiDatabase database;
    private final Pages pages;
    private final Documents documents;
    private final Editing editing;
    private final Commits commits;
    private final Forks forks;
    private final WaitingRoom waitingRoom;
    private final StatementRoom statementRoom;

    Clearing(
            WikiDatabase database,
            Pages pages,
            Documents documents,
            Editing editing,
            Commits commits,
            Forks forks,
            WaitingRoom waitingRoom,
            StatementRoom statementRoom) {
        this.database = database;
        this.pages = pages;
        this.documents = documents;
        this.editing = editing;
        this.commits = commits;
        this.forks = forks;
        this.waitingRoom = waitingRoom;
        this.statementRoom = statementRoom;
    }

    /** Before they are taken; with no page's lock held, since others may have to go. */
    void makeRoomFor(Collection<Arriving> arriving) {
        for (Arriving each : arriving) {
            if (each.deliverer().isPresent() && !each.changes().isEmpty()) {
                long bytes = each.changes().stream().mapToLong(WaitingRoom::cost).sum();
                List<Delivered> out = waitingRoom.toThrowOut(each.deliverer().get(), bytes);
                if (!out.isEmpty()) {
                    LOG.warn("{} changes that nobody vouches for make room for others", out.size());
                    throwOut(out, page -> forks.outvoted(page.page()));
                    waitingRoom.thrownOut();
                }
            }
        }
    }

    /** What has waited too long, and nobody speaks for. Called each day. */
    void expire() {
        Instant end = editing.now().minus(WAITING_TIME);
        try {
            throwOut(
                    database.read(handle -> DeliveredChanges.before(handle, end)), this::spokenFor);
        } catch (StorageException e) {
            LOG.warn("What has waited too long stays for another day: {}", e.getMessage());
        }
    }

    /** Inside a lend of the page. */
    void drop(PageState state, Collection<ChangeHash> changes) {
        if (!changes.isEmpty()) {
            ChangeGraph graph = documents.graph(state);
            state.touch();
            changes.forEach(graph::remove);
            commits.submit(state, new PageUpdate.Dropped(state.page, Set.copyOf(changes)));
        }
    }

    /** A page at a time, since its lock is needed. */
    private void throwOut(List<Delivered> changes, Function<Look, Set<ChangeHash>> staying) {
        var byPage = new LinkedHashMap<PageId, Set<ChangeHash>>();
        for (Delivered each : changes) {
            byPage.computeIfAbsent(each.page(), page -> new HashSet<>()).add(each.hash());
        }
        byPage.forEach((page, hashes) -> {
            try {
                Commits.await(
                        pages.lend(page, state -> throwOut(state, new HashSet<>(hashes), staying)));
            } catch (RuntimeException e) {
                // One page that cannot be cleared keeps no other from it.
                LOG.warn("What waits in page {} stays for now", page, e);
            }
        });
    }

    private CompletableFuture<?> throwOut(
            PageState state, Set<ChangeHash> hashes, Function<Look, Set<ChangeHash>> staying) {
        ChangeGraph graph = documents.graph(state);
        hashes.removeIf(hash -> !graph.contains(hash) || graph.isAccepted(hash));
        hashes.removeAll(staying.apply(new Look(state.page, graph)));
        drop(state, hashes);
        return state.lastWrite();
    }

    private record Look(PageId page, ChangeGraph graph) {}

    private Set<ChangeHash> spokenFor(Look look) {
        return statementRoom.spokenFor(
                look.graph(),
                database.read(handle -> StatementTable.statements(handle, look.page())));
    }
}
