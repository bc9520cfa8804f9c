package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who has which page open, and where their cursors are: of this node's tabs and of other nodes.
 * Never stored; what other nodes said is forgotten after 30 s (design, section 7). Thread-safe.
 */
public final class Presence {

    /** How long what another node said holds (design, section 7). */
    static final Duration LIFE = Duration.ofSeconds(30);

    /** How often a tab that does not move is told again: two may be lost. */
    static final Duration REFRESH = Duration.ofSeconds(10);

    /** Tabs of other nodes: one with more than this many people is not helped by seeing them. */
    private static final int TABS_MAX = 1_000;

    /** Of them, tabs of one node: so one alone does not hide the others. (A guess.) */
    static final int TABS_OF_PEER_MAX = 100;

    private final InstantSource clock;
    private final Map<String, Seen> tabs = new LinkedHashMap<>();
    private final Map<PageId, List<Runnable>> watchers = new ConcurrentHashMap<>();
    private long moves;

    /**
     * @param at when it was last told
     * @param move its place in the order of all moves
     * @param here false for one who left; kept for a while so that all peers are told
     */
    private record Seen(Person person, Instant at, long move, boolean here, boolean local) {}

    /**
     * What this node's tabs did after some move.
     *
     * @param upTo the last move that is included
     */
    record Moves(List<Move> moves, long upTo) {}

    record Move(Person person, boolean here) {}

    Presence(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Somebody in a page.
     *
     * @param tab random id of the tab, unique among all nodes
     * @param editing false for one who reads
     * @param anchor position in UTF-16 units of the text the tab shows
     * @param version the line version that the positions refer to; -1 for somebody on another node
     */
    public record Person(
            PageId page,
            String tab,
            PeerId peer,
            String name,
            boolean editing,
            int anchor,
            int head,
            long version) {}

    /** A tab of this node appears or moves. */
    public void here(Person person) {
        put(person, true, true);
    }

    /** A tab of this node leaves. */
    public void gone(String tab) {
        Person left;
        synchronized (this) {
            Seen seen = tabs.get(tab);
            if (seen == null || !seen.local() || !seen.here()) {
                return;
            }
            left = seen.person();
            tabs.put(tab, new Seen(left, clock.instant(), ++moves, false, true));
        }
        wake(left.page());
    }

    public List<Person> on(PageId page) {
        var people = new ArrayList<Person>();
        synchronized (this) {
            Instant oldest = clock.instant().minus(LIFE);
            for (Seen seen : tabs.values()) {
                boolean lives = seen.local() || seen.at().isAfter(oldest);
                if (seen.here() && lives && seen.person().page().equals(page)) {
                    people.add(seen.person());
                }
            }
        }
        return people;
    }

    /**
     * Calls {@code woken} soon after the people of any page changed, from a thread of ours; it must
     * not block. Close to stop.
     */
    public AutoCloseable watch(PageId page, Runnable woken) {
        watchers.computeIfAbsent(page, any -> new CopyOnWriteArrayList<>()).add(woken);
        return () ->
                watchers.computeIfPresent(
                        page,
                        (any, all) -> {
                            all.remove(woken);
                            return all.isEmpty() ? null : all;
                        });
    }

    /** A tab of another node. */
    void heard(Person person, boolean here) {
        put(person, here, false);
    }

    /** Everybody of this node is gone: its connection ended. */
    void lost(PeerId peer) {
        var pages = new HashSet<PageId>();
        synchronized (this) {
            tabs.values()
                    .removeIf(seen -> {
                        boolean theirs = !seen.local() && seen.person().peer().equals(peer);
                        if (theirs) {
                            pages.add(seen.person().page());
                        }
                        return theirs;
                    });
        }
        pages.forEach(this::wake);
    }

    /** Forgets what was not told again, and wakes who watches. */
    void expire() {
        Set<PageId> pages;
        synchronized (this) {
            pages = forgetOld();
        }
        pages.forEach(this::wake);
    }

    /** Whether somebody on another node has this page open. */
    synchronized boolean watchedElsewhere(PageId page) {
        Instant oldest = clock.instant().minus(LIFE);
        return tabs.values().stream()
                .anyMatch(seen ->
                        !seen.local()
                                && seen.here()
                                && seen.at().isAfter(oldest)
                                && seen.person().page().equals(page));
    }

    /** What this node's tabs did after that move; 0 for all who are here. */
    synchronized Moves localSince(long move) {
        var since = new ArrayList<Move>();
        for (Seen seen : tabs.values()) {
            if (seen.local() && seen.move() > move && (seen.here() || move > 0)) {
                since.add(new Move(seen.person(), seen.here()));
            }
        }
        return new Moves(since, moves);
    }

    private void put(Person person, boolean here, boolean local) {
        Optional<PageId> leftPage = Optional.empty();
        synchronized (this) {
            @Nullable Seen before = tabs.get(person.tab());
            boolean stolen =
                    before != null
                            && (before.local() != local
                                    || !before.person().peer().equals(person.peer()));
            boolean full = before == null && !local && !room(person.peer());
            if (stolen || full) {
                return;
            }
            if (before != null && !before.person().page().equals(person.page())) {
                leftPage = Optional.of(before.person().page());
            }
            boolean moved =
                    before == null || before.here() != here || !before.person().equals(person);
            tabs.put(
                    person.tab(),
                    new Seen(
                            person, clock.instant(), moved ? ++moves : before.move(), here, local));
            if (!moved) {
                return;
            }
        }
        leftPage.ifPresent(this::wake);
        wake(person.page());
    }

    private boolean room(PeerId peer) {
        return tabs.size() < TABS_MAX
                && tabs.values().stream().filter(seen -> seen.person().peer().equals(peer)).count()
                        < TABS_OF_PEER_MAX;
    }

    private Set<PageId> forgetOld() {
        Instant oldest = clock.instant().minus(LIFE);
        var pages = new HashSet<PageId>();
        tabs.values()
                .removeIf(seen -> {
                    boolean old = (!seen.local() || !seen.here()) && !seen.at().isAfter(oldest);
                    if (old && seen.here()) {
                        pages.add(seen.person().page());
                    }
                    return old;
                });
        return pages;
    }

    private void wake(PageId page) {
        watchers.getOrDefault(page, List.of()).forEach(Runnable::run);
    }
}
