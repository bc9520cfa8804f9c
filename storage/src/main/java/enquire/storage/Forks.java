package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.BranchScreening;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.AcceptanceRule.Verdict;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.StatementTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Pages in which somebody made two changes of one number (decision 0009). Such a page is judged
 * whole, because what comes can take out what is in it. What is outvoted stays held: as proof, as a
 * suggestion, and because every peer needs it to decide alike. Thread-safe.
 */
final class Forks {

    /**
     * Branches that are built at a time for changes that were never screened, each in some 20 ms
     * for a page of 2,000 changes (a guess from loading such a page). What would need more is not
     * kept this time, and asked for again.
     */
    private static final int BRANCHES_MAX = 16;

    /** Changes that are remembered as screened: about 100 bytes each. */
    private static final int SCREENED_MAX = 16_384;

    private final Set<ChangeHash> screened =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<ChangeHash, Boolean> eldest) {
                            return size() > SCREENED_MAX;
                        }
                    });

    /** Pages that were seen to have twins since the start. */
    private final Set<PageId> seen = ConcurrentHashMap.newKeySet();

    /** Pages that had twins when somebody asked first. */
    private volatile Optional<Set<PageId>> stored = Optional.empty();

    private final AcceptanceRule rule;
    private final WikiDatabase database;
    private final Documents documents;

    Forks(AcceptanceRule rule, WikiDatabase database, Documents documents) {
        this.rule = rule;
        this.database = database;
        this.documents = documents;
    }

    /**
     * A look at a whole page.
     *
     * @param accepted the accepted changes as they were, each after those it depends on
     * @param all that were judged
     * @param refused changes that may never enter a page, with the reason
     * @param unseen changes that could not be looked at, and count as not here
     */
    record Look(
            List<Change> accepted,
            List<Change> all,
            Verdict verdict,
            Map<ChangeHash, String> refused,
            Set<ChangeHash> unseen) {

        Set<ChangeHash> standing() {
            var standing = new HashSet<>(verdict.accepted());
            standing.addAll(verdict.outvoted());
            return standing;
        }

        boolean takesOut() {
            return staying().size() < accepted.size();
        }

        /**
         * What need not leave the page. Those for whom nobody speaks any more, because the members
         * changed, are left to {@link Judging}: they may be adopted first.
         */
        Set<ChangeHash> staying() {
            var decided = new HashSet<Numbered>();
            for (Change change : all) {
                if (verdict.accepted().contains(change.hash())) {
                    decided.add(new Numbered(change));
                }
            }
            var leaving = new HashSet<ChangeHash>();
            var staying = new HashSet<ChangeHash>();
            for (Change change : accepted) {
                boolean stands = verdict.accepted().contains(change.hash());
                boolean lost =
                        verdict.outvoted().contains(change.hash())
                                || decided.contains(new Numbered(change))
                                || change.dependencies().stream().anyMatch(leaving::contains);
                (stands || !lost ? staying : leaving).add(change.hash());
            }
            return staying;
        }
    }

    private record Numbered(ActorId actor, long seq) {
        Numbered(Change change) {
            this(change.actor(), change.seq());
        }
    }

    /**
     * Judges what is in the page together with what is not. Inside a lend of the page, with nothing
     * pending or on its way to disk.
     *
     * @param candidates what waits and what came
     */
    Look look(PageId page, Map<ChangeHash, Change> candidates, Collection<Statement> statements) {
        List<Change> accepted =
                ChangeGraph.ordered(
                        database.read(handle -> ChangeTable.changes(handle, page, true)));
        seen.add(page);
        var others = new LinkedHashMap<>(candidates);
        var refused = new LinkedHashMap<ChangeHash, String>();
        var unseen = new HashSet<ChangeHash>();
        while (true) {
            var all = new ArrayList<>(accepted);
            all.addAll(others.values());
            Verdict verdict = rule.judgeAll(page, all, statements);
            var look = new Look(accepted, all, verdict, refused, unseen);
            Set<ChangeHash> standing = look.standing();
            List<Change> concerned =
                    ChangeGraph.ordered(
                            others.values().stream()
                                    .filter(change -> standing.contains(change.hash()))
                                    .toList());
            Set<ChangeHash> known = known(concerned);
            BranchScreening.Result result =
                    BranchScreening.screen(accepted, concerned, known, BRANCHES_MAX);
            remember(result.fit());
            refused.putAll(result.refused());
            concerned.stream()
                    .map(Change::hash)
                    .filter(hash -> !known.contains(hash) && !result.fit().contains(hash))
                    .filter(hash -> !result.refused().containsKey(hash))
                    .forEach(unseen::add);
            boolean allFit =
                    !others.keySet().removeAll(result.refused().keySet())
                            & !others.keySet().removeAll(unseen);
            if (allFit) {
                return look;
            }
        }
    }

    private Set<ChangeHash> known(List<Change> changes) {
        synchronized (screened) {
            return changes.stream()
                    .map(Change::hash)
                    .filter(screened::contains)
                    .collect(Collectors.toSet());
        }
    }

    private void remember(Set<ChangeHash> fit) {
        synchronized (screened) {
            screened.addAll(fit);
        }
    }

    /** Whether own work on this page must go on under another actor. */
    boolean forksOwnActor(PageState state, List<Change> fresh) {
        ActorId own = documents.actor();
        return documents.graph(state).hasTwinsOf(own)
                || fresh.stream().anyMatch(change -> change.actor().equals(own));
    }

    /**
     * What is held of a page and would be in it, were there no two changes of one number. Empty for
     * nearly every page.
     */
    Set<ChangeHash> outvoted(PageId page) {
        return isForked(page) ? judged(page).verdict().outvoted() : Set.of();
    }

    /**
     * The last of these, if it was heard since the start that there are any: so that a peer need
     * not give them again.
     */
    Set<ChangeHash> outvotedHeads(PageId page) {
        if (!seen.contains(page)) {
            return Set.of();
        }
        Outvoted outvoted = outvotedChanges(page);
        var heads = new HashSet<>(outvoted.hashes());
        outvoted.outvoted().forEach(change -> change.dependencies().forEach(heads::remove));
        return heads;
    }

    /** The same, with all that it builds on. */
    Outvoted outvotedChanges(PageId page) {
        return outvotedChanges(page, Set.of());
    }

    /**
     * @param others changes that count as outvoted, too, while they are not accepted
     */
    Outvoted outvotedChanges(PageId page, Set<ChangeHash> others) {
        if (others.isEmpty() && !isForked(page)) {
            return new Outvoted(Map.of(), Set.of());
        }
        Judged judged = judged(page);
        var out = new HashSet<>(others);
        out.removeAll(judged.verdict().accepted());
        out.addAll(judged.verdict().outvoted());
        var changes = new LinkedHashMap<ChangeHash, Change>();
        for (Change change : ChangeGraph.ordered(judged.changes())) {
            changes.put(change.hash(), change);
        }
        out.retainAll(changes.keySet());
        return new Outvoted(changes, out);
    }

    /**
     * @param changes all that are held of a page, each after those it depends on
     */
    record Outvoted(Map<ChangeHash, Change> changes, Set<ChangeHash> hashes) {

        boolean isOutvoted(ChangeHash hash) {
            return hashes.contains(hash);
        }

        /** Each after those it depends on. */
        List<Change> outvoted() {
            return changes.values().stream().filter(change -> isOutvoted(change.hash())).toList();
        }

        /** A change and all it descends from, each after those it depends on. */
        List<Change> ancestors(Change change) {
            var seen = new HashSet<ChangeHash>();
            var open = new ArrayDeque<>(List.of(change.hash()));
            while (!open.isEmpty()) {
                Change next = changes.get(open.pop());
                if (next != null && seen.add(next.hash())) {
                    open.addAll(next.dependencies());
                }
            }
            return changes.values().stream().filter(each -> seen.contains(each.hash())).toList();
        }

        /**
         * Who made two changes of one number that are the reason why this one is out: its author,
         * or others whose outvoted changes it follows.
         */
        Set<PeerId> because(List<Change> ancestors) {
            Set<ActorId> forked = forkedActors();
            return ancestors.stream()
                    .filter(change -> isOutvoted(change.hash()) && forked.contains(change.actor()))
                    .map(change -> change.actor().author())
                    .collect(Collectors.toSet());
        }

        /** Actors of whom two changes of one number are held. */
        Set<ActorId> forkedActors() {
            var numbers = new HashSet<List<Object>>();
            var forked = new HashSet<ActorId>();
            for (Change change : changes.values()) {
                if (!numbers.add(List.of(change.actor(), change.seq()))) {
                    forked.add(change.actor());
                }
            }
            return forked;
        }
    }

    /** Whether twins may be held of this page. From memory, once anybody has asked. */
    boolean mayBeForked(PageId page) {
        return seen.contains(page) || stored().contains(page);
    }

    /** All of which twins may be held, by their ids. */
    SortedSet<PageId> pages() {
        var pages = new TreeSet<>(stored());
        pages.addAll(seen);
        return pages;
    }

    private Set<PageId> stored() {
        if (stored.isEmpty()) {
            stored = Optional.of(Set.copyOf(database.read(ChangeTable::forked)));
        }
        return stored.get();
    }

    private boolean isForked(PageId page) {
        return database.read(handle -> ChangeGraph.of(ChangeTable.nodes(handle, page)))
                .hasTwins(List.of());
    }

    private record Judged(Set<Change> changes, Verdict verdict) {}

    /** Of everything that is held; outside a read, since the rule may read itself. */
    private Judged judged(PageId page) {
        var changes = new LinkedHashSet<Change>();
        var statements = new ArrayList<Statement>();
        database.read(handle -> {
            changes.addAll(ChangeTable.changes(handle, page, true));
            changes.addAll(ChangeTable.changes(handle, page, false));
            return statements.addAll(StatementTable.statements(handle, page));
        });
        return new Judged(changes, rule.judgeAll(page, changes, statements));
    }
}
