package enquire.web.hooks;

import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.storage.Watcher;
import enquire.sync.node.OwnThread;
import enquire.sync.node.Wiki;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one wiki. While there are any, a thread watches its pages: what it makes of a change
 * is on disk together with the note that the page was told of, so nothing is forgotten by a restart
 * or a crash, and what happened in between is made up for at the start. Thread-safe.
 */
public final class WikiHooks implements AutoCloseable {

    /** Of one wiki. (A guess.) */
    public static final int HOOKS_MAX = 16;

    private static final int ID_BYTES = 8;

    private static final Duration NOTHING = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(WikiHooks.class);

    private final Wiki wiki;
    private final Repository repository;
    private final HookMemory memory;
    private final Supplier<HookSender> sender;
    private final HookPace pace;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Courier> couriers = new LinkedHashMap<>();

    /**
     * Held while the notes of all pages are made or go, which takes long in a large wiki: before
     * the lock of this, which nobody holds for long.
     */
    private final Object remembering = new Object();

    private long numbers;
    private boolean running;
    private Optional<Watch> watch = Optional.empty();

    private record Watch(Watcher watcher, OwnThread thread) {}

    /** When a page was seen to change, first and last. */
    private record Seen(Instant first, Instant last) {}

    WikiHooks(
            Wiki wiki,
            Supplier<HookSender> sender,
            HookPace pace,
            InstantSource clock,
            SecureRandom random) {
        this.wiki = wiki;
        this.repository = wiki.repository();
        this.memory = new HookMemory(repository.records());
        this.sender = sender;
        this.pace = pace;
        this.clock = clock;
        this.random = random;
        for (Hook hook : memory.hooks()) {
            couriers.put(hook.id(), courier(hook));
            numbers = Math.max(numbers, memory.due(hook).stream().reduce(0L, Math::max));
        }
    }

    private Courier courier(Hook hook) {
        return new Courier(hook, memory, sender, pace, clock, random);
    }

    /** Begins to tell. */
    synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        couriers.values().forEach(Courier::start);
        follow();
    }

    /**
     * How a hook stands.
     *
     * @param due how many events wait to be taken
     * @param past what came of the last ones, the newest first
     */
    public record Standing(Hook hook, int due, List<Outcome> past) {}

    public synchronized List<Standing> list() {
        return couriers.values().stream().map(WikiHooks::standing).toList();
    }

    /** Empty if there is no such hook. */
    public synchronized Optional<Standing> one(String id) {
        return Optional.ofNullable(couriers.get(id)).map(WikiHooks::standing);
    }

    private static Standing standing(Courier courier) {
        Courier.Standing now = courier.standing();
        return new Standing(now.hook(), now.due(), now.past());
    }

    /**
     * From now on changes are told to it.
     *
     * @throws HookRefusedException if that cannot be
     */
    public Hook add(Hook.Wanted wanted) {
        HookUrl.checked(wanted.url(), wanted.nearby());
        if (wanted.kinds().isEmpty()) {
            throw new HookRefusedException(HookRefusedException.Reason.NO_KIND, "");
        }
        synchronized (remembering) {
            if (count() >= HOOKS_MAX) {
                throw new HookRefusedException(
                        HookRefusedException.Reason.TOO_MANY, Integer.toString(HOOKS_MAX));
            }
            if (count() == 0) {
                memory.clear();
                remember();
            }
            return added(wanted);
        }
    }

    private synchronized int count() {
        return couriers.size();
    }

    private synchronized Hook added(Hook.Wanted wanted) {
        var hook =
                new Hook(
                        randomId(),
                        wanted,
                        HookSignature.newSecret(random),
                        clock.instant(),
                        Hook.State.ON,
                        0);
        memory.store(hook);
        Courier courier = courier(hook);
        couriers.put(hook.id(), courier);
        if (running) {
            courier.start();
            follow();
        }
        return hook;
    }

    /** How every page is now, so that only what comes is told. */
    private void remember() {
        long change = repository.authorship().last();
        Map<PageId, Told> now = new HashMap<>();
        EveryPage.of(
                repository,
                summary ->
                        repository
                                .page(summary.page())
                                .ifPresent(page -> now.put(page.page(), Told.of(page, change))));
        memory.tell(now);
    }

    /** False if there is no such hook. What was due for it is forgotten. */
    public boolean remove(String id) {
        Courier courier;
        Optional<Watch> ended = Optional.empty();
        synchronized (this) {
            courier = couriers.remove(id);
            if (courier != null && couriers.isEmpty()) {
                ended = watch;
                watch = Optional.empty();
            }
        }
        if (courier == null) {
            return false;
        }
        // Not under the lock: both may be at work, and the thread that watches needs it for that.
        ended.ifPresent(WikiHooks::end);
        courier.close();
        synchronized (remembering) {
            memory.forget(courier.hook());
            if (count() == 0) {
                memory.clear();
            }
        }
        return true;
    }

    /** Sends something at once and waits for what comes of it; empty if it is still on its way. */
    public Optional<Outcome> test(String id, Duration atMost) throws InterruptedException {
        Courier courier;
        Due due;
        Duration wait;
        synchronized (this) {
            // A node that is opened for one command, and tells nothing, has nothing to wait for.
            wait = running ? atMost : Duration.ZERO;
            courier = couriers.get(id);
            if (courier == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            due =
                    new Due(
                            ++numbers,
                            message(),
                            EventKind.TEST,
                            "",
                            now,
                            PageEvents.test(wiki, now));
            memory.add(courier.hook(), due);
        }
        courier.addTest(due);
        return courier.outcome(due.message(), wait);
    }

    /** Tries again at once, also one that was switched off; false if there is no such hook. */
    public synchronized boolean switchOn(String id) {
        Courier courier = couriers.get(id);
        if (courier != null) {
            courier.wake();
        }
        return courier != null;
    }

    private String message() {
        return "msg_" + randomId() + randomId();
    }

    private String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    // ---- what happens to pages

    private void follow() {
        if (watch.isPresent() || couriers.isEmpty()) {
            return;
        }
        Watcher watcher = repository.watch();
        var thread = new OwnThread("hooks-" + wiki.slug(), () -> follow(watcher));
        watch = Optional.of(new Watch(watcher, thread));
        thread.start();
    }

    private void follow(Watcher watcher) throws InterruptedException {
        Map<PageId, Seen> seen = new LinkedHashMap<>();
        boolean caughtUp = false;
        while (true) {
            Duration rest;
            try {
                if (!caughtUp) {
                    missed().forEach(
                                    page -> seen.put(page, new Seen(Instant.EPOCH, Instant.EPOCH)));
                    caughtUp = true;
                }
                rest = tellQuiet(seen);
            } catch (RuntimeException e) {
                // Whatever it is, it may pass; without this thread nobody would be told again.
                LOG.warn("What happened to pages of {} waits to be told.", wiki.slug(), e);
                rest = pace.retry();
            }
            Set<PageId> changed = watcher.take(rest);
            Instant now = clock.instant();
            changed.forEach(page ->
                    seen.merge(
                            page,
                            new Seen(now, now),
                            (old, latest) -> new Seen(old.first(), latest.last())));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Pages that changed while nobody watched. */
    private List<PageId> missed() {
        Map<PageId, Long> told = memory.sequences();
        var missed = new ArrayList<PageId>();
        EveryPage.of(
                repository,
                page -> {
                    Long sequence = told.get(page.page());
                    if (sequence == null || sequence != page.sequence()) {
                        missed.add(page.page());
                    }
                });
        return missed;
    }

    /**
     * Tells of pages in which nobody has written for a while.
     *
     * @return when to look again
     */
    private Duration tellQuiet(Map<PageId, Seen> seen) {
        Instant now = clock.instant();
        Duration rest = NOTHING;
        for (Map.Entry<PageId, Seen> each : List.copyOf(seen.entrySet())) {
            Instant quiet = each.getValue().last().plus(pace.quiet());
            Instant latest = each.getValue().first().plus(pace.atLatest());
            Instant when = quiet.isBefore(latest) ? quiet : latest;
            if (when.isAfter(now)) {
                Duration wait = Duration.between(now, when);
                rest = wait.compareTo(rest) < 0 ? wait : rest;
                continue;
            }
            try {
                tell(each.getKey());
                seen.remove(each.getKey());
            } catch (RuntimeException e) {
                LOG.warn("What happened to page {} waits to be told.", each.getKey(), e);
                rest = pace.retry().compareTo(rest) < 0 ? pace.retry() : rest;
            }
        }
        return rest;
    }

    private synchronized void tell(PageId id) {
        // Before the page is read: what comes meanwhile is told of next time.
        long change = repository.authorship().last();
        Optional<Told> before = memory.told(id);
        repository
                .page(id)
                .filter(page ->
                        before.isEmpty() || !before.get().version().equals(page.version().token()))
                .ifPresent(page -> {
                    PageEvents events = PageEvents.of(wiki, page, before);
                    Map<Hook, List<Due>> due = new LinkedHashMap<>();
                    for (Courier courier : couriers.values()) {
                        Hook hook = courier.hook();
                        List<Due> own = hook.isOn() ? due(events, hook) : List.of();
                        if (!own.isEmpty()) {
                            due.put(hook, own);
                        }
                    }
                    memory.tell(id, Told.of(page, change), due);
                    due.forEach((hook, own) -> couriers.get(hook.id()).add(own));
                });
    }

    private List<Due> due(PageEvents events, Hook hook) {
        var due = new ArrayList<Due>();
        for (EventKind kind : events.wantedBy(hook)) {
            Instant at = events.page().changedAt();
            due.add(
                    new Due(
                            ++numbers,
                            message(),
                            kind,
                            events.page().displayTitle(),
                            clock.instant(),
                            events.body(kind, at)));
        }
        return due;
    }

    private static void end(Watch watch) {
        watch.watcher().close();
        watch.thread().close();
    }

    @Override
    public void close() {
        List<Courier> all;
        Optional<Watch> ended;
        synchronized (this) {
            all = List.copyOf(couriers.values());
            ended = watch;
            watch = Optional.empty();
        }
        ended.ifPresent(WikiHooks::end);
        all.forEach(Courier::close);
    }
}
