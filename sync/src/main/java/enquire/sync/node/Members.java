package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Records;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.PeerIds;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in one wiki: the roster in memory and on disk. Thread-safe. */
final class Members {

    private final Names names;

    /** Not a monitor: what is done before records are taken waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Consumer<Roster> preparation = grown -> {};
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private @Nullable Records records;
    private volatile @Nullable Roster roster;

    Members(Names names) {
        this.names = names;
    }

    /**
     * Reads what is on disk. It is apart from making the object because the repository, which holds
     * the records, wants to be given the rule that asks for the roster.
     *
     * @return false if there is no roster yet
     * @throws MalformedException if what is stored is damaged
     */
    boolean load(WikiId wiki, Records from) {
        records = from;
        List<Bytes> stored = from.roster();
        if (stored.isEmpty()) {
            return false;
        }
        roster = Roster.of(wiki, stored);
        return true;
    }

    /** Stores the first records of a wiki. */
    void begin(Roster first) {
        records().addRoster(first.records());
        roster = first;
    }

    Roster roster() {
        return Objects.requireNonNull(roster, "a wiki is used after its roster was loaded");
    }

    Optional<Role> role(PeerId peer) {
        return roster().role(peer);
    }

    /**
     * What somebody calls himself now, or was called when he was added, or a short form of the id.
     * Nobody has a name here who was never in the roster.
     */
    String nameOf(PeerId peer) {
        return roster().nameOf(peer)
                .map(added -> names.of(peer).orElse(added))
                .orElseGet(() -> PeerIds.shortForm(peer));
    }

    /**
     * What is done before records are taken, with the roster that they lead to. If it throws, they
     * are not taken. Set before the wiki is used.
     */
    void prepare(Consumer<Roster> before) {
        preparation = before;
    }

    /** Called after records were added, from the thread that added them; must not block. */
    void watch(Runnable woken) {
        watchers.add(woken);
    }

    /**
     * Durable when this returns.
     *
     * @return whether any was new
     * @throws MalformedException if one is not what it says; then none is taken
     */
    boolean add(List<Bytes> signed) {
        lock.lock();
        try {
            if (!take(signed)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        watchers.forEach(Runnable::run);
        return true;
    }

    /** Makes a record on top of what is there, and adds it before anything else is added. */
    Bytes sign(Function<Roster, Bytes> maker) {
        Bytes signed;
        lock.lock();
        try {
            signed = maker.apply(roster());
            take(List.of(signed));
        } finally {
            lock.unlock();
        }
        watchers.forEach(Runnable::run);
        return signed;
    }

    private boolean take(List<Bytes> signed) {
        Roster before = roster();
        Roster grown = before.with(signed);
        if (grown == before) {
            return false;
        }
        preparation.accept(grown);
        Set<Bytes> added = new LinkedHashSet<>(grown.kept());
        added.removeAll(before.kept());
        Set<Bytes> removed = new LinkedHashSet<>(before.kept());
        removed.removeAll(grown.kept());
        records().changeRoster(added, removed);
        roster = grown;
        return true;
    }

    private Records records() {
        return Objects.requireNonNull(records, "a wiki is used after its roster was loaded");
    }
}
