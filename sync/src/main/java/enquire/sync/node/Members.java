package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Records;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.PeerIds;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Who is in one wiki: the roster in memory and on disk. Thread-safe. */
final class Members {

    private final Names names;

    /** Not a monitor: what is done before records are taken waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Records records;
    private final Preparation preparation;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Readmissions readmissions = new Readmissions();
    private volatile Roster roster;

    /** What is done before records are taken; if it throws, they are not taken. */
    @FunctionalInterface
    interface Preparation {
        /**
         * @param now with which everything was done until here
         * @param grown to which the records lead, and which is not on disk yet
         */
        void prepare(Roster now, Roster grown);
    }

    /**
     * @param roster as it is on disk
     */
    Members(Names names, Records records, Roster roster, Preparation preparation) {
        this.names = names;
        this.records = records;
        this.roster = roster;
        this.preparation = preparation;
    }

    /**
     * The roster on disk. If there is none, it is the first one from then on.
     *
     * @return empty if there is no first one either
     * @throws MalformedException if what is stored is damaged
     */
    static Optional<Roster> stored(WikiId wiki, Records records, Optional<Roster> first) {
        List<Bytes> stored = records.roster();
        if (!stored.isEmpty()) {
            return Optional.of(Roster.of(wiki, stored));
        }
        first.ifPresent(begun -> records.addRoster(begun.records()));
        return first;
    }

    Roster roster() {
        return roster;
    }

    Optional<Role> role(PeerId peer) {
        return roster.role(peer);
    }

    /**
     * What somebody calls himself now, or was called when he was added, or a short form of the id.
     * Nobody has a name here who was never in the roster; all computers of a person have his.
     */
    String nameOf(PeerId peer) {
        Roster now = roster;
        PeerId person = now.person(peer);
        return now.nameOf(person)
                .map(added -> names.of(person).orElse(added))
                .orElseGet(() -> PeerIds.shortForm(peer));
    }

    /** What another computer of somebody is called itself; empty for a first one. */
    Optional<String> deviceName(PeerId peer) {
        return roster.device(peer).map(added -> names.of(peer).orElse(added.name()));
    }

    /**
     * The members who are called so; if nobody is, those whose name begins so. Case, and how a
     * letter with an accent is composed, make no difference.
     */
    Set<PeerId> called(String name) {
        String asked = folded(name);
        Set<PeerId> so = new LinkedHashSet<>();
        Set<PeerId> begin = new LinkedHashSet<>();
        for (Roster.Member member : roster.members()) {
            String has = folded(nameOf(member.peer()));
            if (has.equals(asked)) {
                so.add(member.peer());
            } else if (has.startsWith(asked)) {
                begin.add(member.peer());
            }
        }
        return so.isEmpty() ? begin : so;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
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
            signed = maker.apply(roster);
            take(List.of(signed));
        } finally {
            lock.unlock();
        }
        watchers.forEach(Runnable::run);
        return signed;
    }

    /**
     * Takes records of a former member if they make him one again, and else none. Durable when this
     * returns.
     *
     * @return whether he is a member now
     * @throws MalformedException if one is not what it says; then none is taken
     */
    boolean readmit(PeerId peer, List<Bytes> signed, Instant now) {
        if (!readmissions.leadTo(roster, peer, signed, now)) {
            return false;
        }
        lock.lock();
        try {
            if (roster.with(signed).role(peer).isEmpty()) {
                return false; // More has come meanwhile.
            }
            take(signed);
        } finally {
            lock.unlock();
        }
        watchers.forEach(Runnable::run);
        return true;
    }

    private boolean take(List<Bytes> signed) {
        Roster before = roster;
        Roster grown = before.with(signed);
        if (grown == before) {
            return false;
        }
        preparation.prepare(before, grown);
        Set<Bytes> added = new LinkedHashSet<>(grown.kept());
        added.removeAll(before.kept());
        Set<Bytes> removed = new LinkedHashSet<>(before.kept());
        removed.removeAll(grown.kept());
        records.changeRoster(added, removed);
        roster = grown;
        return true;
    }
}
