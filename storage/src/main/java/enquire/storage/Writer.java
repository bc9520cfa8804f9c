package enquire.storage;

import enquire.storage.database.Meta;
import enquire.storage.database.Totals;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to the database of a wiki. It takes everything that is queued and
 * commits it as one transaction (group commit), so that many writers share one wait for the disk.
 * If the group fails, each piece is tried alone. It takes no page's lock and calls no Automerge.
 * Thread-safe.
 */
final class Writer implements AutoCloseable {

    /**
     * Work that may wait, in pieces. Who comes later waits for room, holding at most its own page's
     * lock. Some 0.2 s of work at 25,000 a second (measured), and few megabytes.
     */
    static final int QUEUE_MAX = 4_096;

    /** Pieces of one transaction: bounds how long the first of them waits for the last. */
    private static final int GROUP_MAX = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** What is written. */
    @FunctionalInterface
    interface Work {
        /**
         * Inside a transaction; may be called again if the transaction fails.
         *
         * @return what to do once it is on disk, on the writer's thread: short, and taking no
         *     page's lock
         */
        Runnable perform(Handle handle, Ledger ledger);
    }

    /** The totals as they grow within one transaction. */
    static final class Ledger {
        private Totals totals;

        private Ledger(Totals totals) {
            this.totals = totals;
        }

        Totals totals() {
            return totals;
        }

        void totals(Totals next) {
            totals = next;
        }
    }

    private record Job(Incarnation incarnation, Work work, CompletableFuture<Void> done) {}

    private final WikiDatabase database;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Job last =
            new Job(new Incarnation(), (handle, ledger) -> () -> {}, new CompletableFuture<>());
    private final Transactions transactions;
    private final boolean apart;
    private final Thread thread;
    private volatile Totals totals;
    private volatile boolean closed;

    /** Whether nothing is taken from the queue any more. */
    private volatile boolean ended;

    Writer(WikiDatabase database, Surroundings surroundings, String name) {
        this.database = database;
        this.transactions = surroundings.transactions();
        this.apart = surroundings.writerThread();
        this.totals = database.read(Meta::totals);
        this.thread =
                Thread.ofPlatform().name("enquire-writer-" + name).daemon().unstarted(this::run);
    }

    void start() {
        if (apart) {
            thread.start();
        }
    }

    /** Without a thread apart: whoever waits for this does first what is queued. */
    private final class Helped<T> extends CompletableFuture<T> {

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Helped<>();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            help();
            return super.get();
        }

        @Override
        public T join() {
            help();
            return super.join();
        }

        private void help() {
            while (!isDone() && !queue.isEmpty()) {
                commitQueued();
            }
        }
    }

    private void commitQueued() {
        var group = new ArrayList<Job>();
        queue.drainTo(group, GROUP_MAX);
        try {
            commit(group);
        } catch (Error e) {
            closed = true;
            end(group, stopped(e));
            throw e;
        }
    }

    /** As of the last commit. */
    Totals totals() {
        return totals;
    }

    /**
     * Queues work; waits only for room in the queue.
     *
     * @param incarnation whose other work fails with it
     * @return completes when it is on disk, or with a {@link StorageException}
     */
    CompletableFuture<Void> submit(Incarnation incarnation, Work work) {
        var job = new Job(incarnation, work, apart ? new CompletableFuture<>() : new Helped<>());
        if (closed) {
            job.done().completeExceptionally(closedWiki());
            return job.done();
        }
        put(job);
        if (ended && queue.remove(job)) {
            refuse(job, closedWiki());
        }
        return job.done();
    }

    /** Interrupts wait: the state of the page counts on this piece being queued. */
    private void put(Job job) {
        boolean interrupted = false;
        while (true) {
            if (!apart && queue.remainingCapacity() == 0) {
                commitQueued();
            }
            try {
                queue.put(job);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static StorageException closedWiki() {
        return new StorageException(
                "The wiki was closed, so the last edit was not saved. Everything saved before is"
                        + " safe; open the wiki again.");
    }

    private static StorageException stopped(Throwable why) {
        return new StorageException(
                "Saving stopped after a fault of the program (%s). Whether the last edit was saved is not known; everything saved before is safe. Start Enquire again."
                        .formatted(why),
                why);
    }

    /** Commits one group after the other, until the last; whatever happens, nobody waits on. */
    private void run() {
        var group = new ArrayList<Job>();
        try {
            while (!takeGroup(group)) {
                commit(group);
                group.clear();
            }
            commit(group);
            end(List.of(), closedWiki());
        } catch (Throwable e) {
            LOG.error("Nothing more is saved", e);
            closed = true;
            end(group, stopped(e));
        }
    }

    /**
     * @return whether it is the last group
     */
    private boolean takeGroup(List<Job> group) {
        while (group.isEmpty()) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue; // Only close() ends this thread, by the last piece of work.
            }
        }
        queue.drainTo(group, GROUP_MAX - 1);
        return group.remove(last);
    }

    /** From the flag on, whoever queues a piece takes it back; what came before is found here. */
    private void end(List<Job> group, StorageException why) {
        ended = true;
        var left = new ArrayList<Job>(group);
        queue.drainTo(left);
        left.forEach(job -> refuse(job, why));
        last.done().complete(null);
    }

    private static void refuse(Job job, StorageException why) {
        job.incarnation().fail(String.valueOf(why.getMessage()));
        job.done().completeExceptionally(why);
    }

    private void commit(List<Job> group) {
        List<Job> alive = alive(group);
        if (alive.isEmpty()) {
            return;
        }
        try {
            write(alive);
        } catch (RuntimeException e) {
            if (alive.size() == 1) {
                fail(alive.getFirst(), e);
            } else {
                LOG.warn("{} writes failed together; each is tried alone", alive.size());
                alive.forEach(job -> commit(List.of(job)));
            }
        }
    }

    private static List<Job> alive(List<Job> group) {
        var alive = new ArrayList<Job>(group.size());
        for (Job job : group) {
            if (job.incarnation().failed()) {
                job.done()
                        .completeExceptionally(
                                new StorageException(
                                        "This was not saved, because an edit of the page just before it was not: "
                                                + job.incarnation().why()));
            } else {
                alive.add(job);
            }
        }
        return alive;
    }

    private void write(List<Job> group) {
        var callbacks = new ArrayList<Runnable>(group.size());
        var ledger = new Ledger(totals);
        database.write(handle -> {
            for (Job job : group) {
                callbacks.add(job.work().perform(handle, ledger));
            }
            if (!ledger.totals().equals(totals)) {
                Meta.totals(handle, ledger.totals());
            }
            transactions.committing();
            return ledger;
        });
        transactions.committed();
        totals = ledger.totals();
        for (int i = 0; i < group.size(); i++) {
            try {
                callbacks.get(i).run();
            } catch (RuntimeException e) {
                LOG.error("What follows a commit failed; what was committed is on disk", e);
            }
            group.get(i).done().complete(null);
        }
    }

    private static void fail(Job job, RuntimeException why) {
        StorageException told =
                why instanceof StorageException known
                        ? known
                        : new StorageException(
                                "The last edit could not be saved (%s). Everything saved before is safe."
                                        .formatted(why.getMessage()),
                                why);
        job.incarnation().fail(String.valueOf(told.getMessage()));
        LOG.warn("A write failed: {}", told.getMessage());
        job.done().completeExceptionally(told);
    }

    /** Waits until everything queued is on disk. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (apart) {
                put(last);
            } else {
                while (!queue.isEmpty()) {
                    commitQueued();
                }
                last.done().complete(null);
            }
        }
        last.done().join();
    }
}
