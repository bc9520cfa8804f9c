package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Examiner;
import enquire.storage.NodeRecords;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.Surroundings;
import enquire.storage.Watcher;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.PagesUnderWay;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole node but for its sockets and threads: real repository, members, signatures and sessions.
 * It falls, starts again from what its disk held, and its clock is its own.
 */
final class SimulatedNode {

    /** How long a computer is off. */
    private static final int DOWN_MILLIS_MAX = 8_000;

    /** As {@link Publisher} does while somebody looks. */
    private static final long PUBLISH_MILLIS = 150;

    /** How often attachments are looked for. */
    private static final long FETCH_MILLIS = 700;

    final String name;
    final NodeKey key;
    final SimulatedDisk disk;
    final Random random;
    private final SimulatedPart part = new SimulatedPart(this);
    private final SimulatedWorld world;
    private final Roster roster;
    private final List<SimulatedLink.End> ends = new ArrayList<>();
    private Duration clockError = Duration.ZERO;
    private int lives;
    private boolean old;
    private @Nullable MembersWatch membersWatch;
    private boolean mayWrite = true;
    private boolean copyMayDouble = true;
    private long acknowledgedInCopy;
    private @Nullable Wiki wiki;
    private @Nullable NodeDatabase names;
    private @Nullable Watcher watcher;
    private SimulatedFetcher fetcher;
    private Map<WikiId, PagesUnderWay> underWay = new HashMap<>();

    SimulatedNode(SimulatedWorld world, String name, NodeKey key, Roster roster, Random random) {
        this.world = world;
        this.name = name;
        this.key = key;
        this.roster = roster;
        this.random = random;
        this.fetcher = new SimulatedFetcher(world, this);
        this.disk = new SimulatedDisk(world.folder().resolve(name), random);
    }

    PeerId id() {
        return key.id();
    }

    boolean isOn() {
        return wiki != null;
    }

    Wiki wiki() {
        return Objects.requireNonNull(wiki, "a node that is off is not asked");
    }

    Repository repository() {
        return wiki().repository();
    }

    List<SimulatedLink.End> ends() {
        return ends;
    }

    Instant now() {
        return world.clock().now().plus(clockError);
    }

    SimulatedPart part() {
        return part;
    }

    SimulatedFetcher fetcher() {
        return fetcher;
    }

    /** What all connections of this life ask for together. */
    Map<WikiId, PagesUnderWay> underWay() {
        return underWay;
    }

    /** Somebody sets the clock of this computer, or its battery is empty. */
    void jumpClock(Duration error) {
        clockError = error;
    }

    /**
     * What happens on this computer: if it falls in the middle, it is off afterwards.
     *
     * @return whether it came to an end
     */
    boolean act(Runnable work) {
        if (!isOn()) {
            return false;
        }
        try {
            work.run();
            return true;
        } catch (SimulatedCrash crash) {
            fall();
        } catch (StorageException e) {
            // The disk failed in the middle. Whoever asked heard so, and nothing was promised.
            world.failures++;
        }
        return false;
    }

    void start() {
        int life = ++lives;
        underWay = new HashMap<>();
        disk.on();
        Names known = openNames();
        var shared =
                new WikiParts.Shared(
                        key,
                        known,
                        new FileKeeping(Optional::empty, bytes -> {}, List::of),
                        new OfferedRoom(Optional::empty, List::of),
                        BundleBounds.USUAL,
                        List::of,
                        Optional::empty,
                        new Peers(id(), known, List::of, this::now),
                        this::now,
                        random,
                        world.verified(),
                        new Surroundings(
                                (base, suspects) -> new Examiner.Verdict.Fit(),
                                thread ->
                                        world.clock()
                                                .pace(work -> {
                                                    if (life == lives) {
                                                        act(() -> workAndCommit(work));
                                                    }
                                                }),
                                false,
                                disk,
                                () -> world.clock().millis() * 1_000_000,
                                () -> Long.MAX_VALUE),
                        work ->
                                world.clock()
                                        .after(
                                                1,
                                                () -> {
                                                    if (life == lives) {
                                                        act(work);
                                                    }
                                                }),
                        (folder, repository, members) ->
                                new java.util.concurrent.CompletableFuture<>());
        try {
            WikiParts parts =
                    WikiParts.open(disk.folder(), roster.wiki(), Optional.of(roster), shared)
                            .orElseThrow();
            wiki = new Wiki("sim", parts, shared.peers());
            parts.members().watch(() -> world.membersChanged(this));
            lookAtMembers();
            part.started();
            membersWatch = parts.membersWatch();
            membersWatch.makeUp();
        } catch (SimulatedCrash crash) {
            closeNames();
            world.clock().after(1 + random.nextInt(DOWN_MILLIS_MAX), this::start);
            return;
        }
        watcher = repository().watch();
        fetcher = new SimulatedFetcher(world, this);
        world.auditor().started(this);
        publishLater(life);
        fetchLater(life);
    }

    /** A writer with a thread of its own would commit by itself what nobody waits for. */
    private void workAndCommit(Runnable work) {
        work.run();
        repository().records().values(Map.of());
    }

    /** From the thread that took records in. */
    void tellMembers() {
        lookAtMembers();
        world.clock().after(0, this::tellSessionsOfMembers);
    }

    private void lookAtMembers() {
        boolean before = mayWrite;
        mayWrite = mayWriteNow();
        world.auditor().heardOfMembers(this, before, mayWrite);
        if (before && !mayWrite) {
            world.mayNotWriteNow(this);
        }
    }

    private void tellSessionsOfMembers() {
        List.copyOf(ends).forEach(end -> end.step(new Input.MembersChanged(roster.wiki())));
    }

    private boolean mayWriteNow() {
        return wiki().roster().role(id()).filter(Role::writes).isPresent();
    }

    /**
     * Somebody at this node removes a member, gives him another role, or adds him again.
     *
     * @return whether he may do that, as far as this node knows
     */
    boolean change(SimulatedNode member, Optional<Role> role) {
        Members members = wiki().roster();
        Set<Bytes> known = rosterRecords();
        try {
            members.sign(roster -> {
                Bytes record = record(roster, member, role);
                world.auditor().roster.did(record.sha256(), id(), member.id(), role, known);
                return record;
            });
            return true;
        } catch (IllegalArgumentException notAllowed) {
            return false;
        }
    }

    private Bytes record(Roster now, SimulatedNode member, Optional<Role> role) {
        Instant at = now();
        if (role.isEmpty()) {
            return RosterRecords.remove(key, now, member.id(), at);
        }
        return now.role(member.id()).isPresent()
                ? RosterRecords.changeRole(key, now, member.id(), role.get(), at)
                : RosterRecords.add(
                        key, now, member.id(), member.name, role.get(), Optional.empty(), at);
    }

    Set<Bytes> rosterRecords() {
        return wiki().roster().roster().records().stream()
                .map(Bytes::sha256)
                .collect(Collectors.toSet());
    }

    /** As far as this node knows. */
    boolean mayWrite() {
        return mayWrite;
    }

    private Names openNames() {
        names = new NodeDatabase(NodeRecords.open(world.folder().resolve(name + lives + ".db")));
        return new Names(id(), name, names);
    }

    private void closeNames() {
        if (names != null) {
            names.close();
            names = null;
        }
    }

    /** The computer stops; it is started again some time later. */
    void fall() {
        world.crashes++;
        Repository old = repository();
        wiki = null;
        lives++;
        world.fell(this);
        List.copyOf(ends).forEach(SimulatedLink.End::cut);
        ends.clear();
        // What it still does is done to files that nobody reads again.
        world.discard(old::close);
        closeNames();
        world.clock().after(1 + random.nextInt(DOWN_MILLIS_MAX), this::start);
    }

    void keepCopy() {
        if (world.backingUp()) {
            copyMayDouble = !disk.keepBackup(repository());
        } else {
            disk.keepCopy();
        }
        acknowledgedInCopy = world.auditor().acknowledged;
    }

    /** If there is one. */
    void putCopyBack() {
        if (disk.hasCopy()) {
            old = true;
            world.isOld(this);
            world.auditor().forgot(this, acknowledgedInCopy, copyMayDouble);
            if (world.backingUp()) {
                disk.putBackupBack(roster.wiki());
            } else {
                disk.putCopyBack();
            }
        }
    }

    /** Whether an old copy of its files was put back: its own past may come to it from others. */
    boolean isOld() {
        return old;
    }

    /** Ends without a crash, at the very end of a simulation. */
    void stop() {
        if (isOn()) {
            Repository old = repository();
            wiki = null;
            lives++;
            old.close();
            closeNames();
        }
    }

    private void fetchLater(int life) {
        world.clock()
                .after(
                        FETCH_MILLIS,
                        () -> {
                            if (life == lives) {
                                act(fetcher::look);
                                fetchLater(life);
                            }
                        });
    }

    private void publishLater(int life) {
        world.clock()
                .after(
                        PUBLISH_MILLIS,
                        () -> {
                            if (life == lives) {
                                act(this::publish);
                                publishLater(life);
                            }
                        });
    }

    /** Typing is folded, changes are signed, sessions are told: in this order, as it must be. */
    private void publish() {
        Objects.requireNonNull(membersWatch).makeUp();
        wiki().redacting().makeUp();
        Set<PageId> pages;
        try {
            pages = Objects.requireNonNull(watcher).take(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (ends.isEmpty() || pages.isEmpty()) {
            return;
        }
        for (PageId page : pages) {
            repository().exchange().fold(page);
            wiki().signing().signPage(page);
        }
        List.copyOf(ends).forEach(end -> end.step(new Input.Changed(roster.wiki())));
    }

    /** Everything there is to know of its pages, for the auditor. */
    Bytes sum() {
        return repository().exchange().fingerprint().sum();
    }
}
