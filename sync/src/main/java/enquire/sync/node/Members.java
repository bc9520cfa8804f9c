package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Records;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.PeerIds;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in one wiki: the roster in memory and on disk. Thread-safe. */
final class Members {

    private final Names names;
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
    synchronized boolean load(WikiId wiki, Records from) {
        records = from;
        List<Bytes> stored = from.roster();
        if (stored.isEmpty()) {
            return false;
        }
        roster = Roster.of(wiki, stored);
        return true;
    }

    /** Stores the first records of a wiki. */
    synchronized void begin(Roster first) {
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
        synchronized (this) {
            Roster grown = roster().with(signed);
            if (grown == roster) {
                return false;
            }
            records().addRoster(signed);
            roster = grown;
        }
        watchers.forEach(Runnable::run);
        return true;
    }

    /** Makes a record on top of what is there, and adds it before anything else is added. */
    Bytes sign(Function<Roster, Bytes> maker) {
        Bytes signed;
        synchronized (this) {
            signed = maker.apply(roster());
            records().addRoster(List.of(signed));
            roster = roster().with(List.of(signed));
        }
        watchers.forEach(Runnable::run);
        return signed;
    }

    private Records records() {
        return Objects.requireNonNull(records, "a wiki is used after its roster was loaded");
    }
}
