package enquire.web.hooks;

import enquire.sync.node.OwnThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of one hook to its target, one after the other, in a thread of its own: a slow
 * target keeps nobody else waiting. The public methods are thread-safe and do not wait for it.
 */
final class Courier implements AutoCloseable {

    /** Events that wait for one target: some 3 MB on disk. (A guess: a large import.) */
    static final int DUE_MAX = 5_000;

    /** Outcomes that are kept to be shown. */
    static final int PAST_MAX = 20;

    /** A target that wants to be left alone for longer is asked again all the same. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final HookMemory memory;
    private final Supplier<HookSender> sender;
    private final HookPace pace;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final OwnThread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    // By the lock.
    private Hook hook;
    private final Deque<Long> due = new ArrayDeque<>();
    private final Deque<Outcome> past = new ArrayDeque<>();
    private long notBefore = System.nanoTime();
    private int failures;

    Courier(
            Hook hook,
            HookMemory memory,
            Supplier<HookSender> sender,
            HookPace pace,
            InstantSource clock,
            RandomGenerator random) {
        this.hook = hook;
        this.memory = memory;
        this.sender = sender;
        this.pace = pace;
        this.clock = clock;
        this.random = random;
        due.addAll(memory.due(hook));
        past.addAll(memory.past(hook));
        thread = new OwnThread("hook-" + hook.id(), this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * @param due how many events wait
     * @param past what came of the last ones, the newest first
     */
    record Standing(Hook hook, int due, List<Outcome> past) {}

    Standing standing() {
        lock.lock();
        try {
            return new Standing(hook, due.size(), List.copyOf(past));
        } finally {
            lock.unlock();
        }
    }

    Hook hook() {
        return standing().hook();
    }

    /** What is on disk already is brought from now on; the oldest fall off if it is too much. */
    void add(List<Due> events) {
        lock.lock();
        try {
            events.forEach(event -> due.add(event.number()));
            var fallen = new ArrayList<Long>();
            while (due.size() > DUE_MAX) {
                fallen.add(due.removeFirst());
            }
            if (!fallen.isEmpty()) {
                LOG.warn(
                        "{} events for hook {} fell off the queue: too many wait for it.",
                        fallen.size(),
                        hook.id());
                hook = hook.losing(fallen.size());
                memory.settle(hook, fallen, List.copyOf(past));
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A test is for somebody who waits for it: before all others, and at once. */
    void addTest(Due test) {
        lock.lock();
        try {
            due.addFirst(test.number());
            notBefore = System.nanoTime();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** At once, whatever failed before, also if it was switched off. */
    void wake() {
        lock.lock();
        try {
            failures = 0;
            notBefore = System.nanoTime();
            if (!hook.isOn()) {
                hook = hook.in(Hook.State.ON);
                memory.store(hook);
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What came of a message, once it is settled or was tried after {@code atMost}. */
    Optional<Outcome> outcome(String message, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (of(message).isEmpty() && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            return of(message);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Outcome> of(String message) {
        return past.stream().filter(each -> each.message().equals(message)).findFirst();
    }

    private void run() throws InterruptedException {
        while (true) {
            long number = next();
            try {
                Optional<Due> event = memory.due(hook(), number);
                if (event.isPresent()) {
                    bring(event.get());
                } else {
                    settled(number);
                }
            } catch (RuntimeException e) {
                // Whatever it is, it may pass; without this thread nothing would be sent again.
                LOG.warn("What is due for hook {} has to wait.", hook().id(), e);
                postpone();
            }
        }
    }

    private void bring(Due event) throws InterruptedException {
        Instant now = clock.instant();
        settle(event, sender.get().send(hook(), event, now, pace.answer()), now);
    }

    /** The disk may be full: what was taken is sent once more then. */
    private void postpone() {
        lock.lock();
        try {
            failures++;
            notBefore = System.nanoTime() + pace.pause(failures, random).toNanos();
        } finally {
            lock.unlock();
        }
    }

    private long next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long wait = notBefore - System.nanoTime();
                if (due.isEmpty() || !hook.isOn()) {
                    news.await();
                } else if (wait > 0) {
                    news.await(wait, TimeUnit.NANOSECONDS);
                } else {
                    return due.getFirst();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void settled(long number) {
        lock.lock();
        try {
            due.remove(number);
        } finally {
            lock.unlock();
        }
    }

    private void settle(Due event, HookSender.Answer answer, Instant now) {
        lock.lock();
        try {
            var outcome =
                    new Outcome(
                            event.message(),
                            event.kind(),
                            event.title(),
                            now,
                            attempts(event) + 1,
                            answer.status(),
                            answer.result());
            if (past.stream().noneMatch(each -> each.at().isAfter(now.minus(pace.giveUp())))) {
                failures = 0; // This computer slept: what failed before says nothing of now.
            }
            past.removeIf(each -> each.message().equals(event.message()));
            past.addFirst(outcome);
            while (past.size() > PAST_MAX) {
                past.removeLast();
            }
            List<Long> gone = outcome.isDelivered() ? delivered(event) : failed(event, answer, now);
            due.removeAll(gone);
            memory.settle(hook, gone, List.copyOf(past));
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int attempts(Due event) {
        return of(event.message()).map(Outcome::attempts).orElse(0);
    }

    private List<Long> delivered(Due event) {
        failures = 0;
        return List.of(event.number());
    }

    /**
     * @return what is due no more
     */
    private List<Long> failed(Due event, HookSender.Answer answer, Instant now) {
        failures++;
        if (answer.status() == 410) {
            LOG.info(
                    "The target of hook {} is gone, as it says. It is told of nothing more.",
                    hook.id());
            List<Long> all = List.copyOf(due);
            hook = hook.in(Hook.State.GONE).losing(all.size());
            return all;
        }
        Duration pause = pace.pause(failures, random);
        Duration asked =
                answer.retryAfter()
                        .filter(time -> time.compareTo(RETRY_AFTER_MAX) <= 0)
                        .orElse(Duration.ZERO);
        notBefore = System.nanoTime() + (asked.compareTo(pause) > 0 ? asked : pause).toNanos();
        boolean test = event.kind() == EventKind.TEST;
        boolean tried = failures >= pace.pauses().size();
        if (!test && (!tried || event.at().plus(pace.giveUp()).isAfter(now))) {
            return List.of();
        }
        if (!test) {
            LOG.warn("The target of hook {} never took an event; it was given up.", hook.id());
            hook = hook.losing(1);
        }
        // The next one may be as old: it is tried at once, or a target would be asked for years.
        notBefore = System.nanoTime() + (test ? 0 : pace.pause(1, random).toNanos());
        return List.of(event.number());
    }

    @Override
    public void close() {
        thread.close();
    }
}
