package enquire.sync.node;

import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import enquire.sync.backup.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups when they are due, in a node that keeps running: one that was missed while it was
 * off is made up for. An old backup goes only once the new one was read back, and only if its name
 * and its content say that this node made it on this computer. Thread-safe.
 */
public final class PlannedBackups implements AutoCloseable {

    /** Between two looks at the clock, which a computer that slept has not seen. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** After a failure: soon enough for who plugs a disk in again (a guess). */
    private static final Duration RETRY = Duration.ofMinutes(15);

    /** What closing waits for a backup to break off. */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PlannedBackups.class);

    private final KeptBackups kept;
    private final NodeDatabase database;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * Held while one is made, which can take long: whoever plans or closes does not wait for it.
     */
    private final Object looking = new Object();

    private volatile Optional<Failure> failure = Optional.empty();

    /** Why the last look did not come so far as to know whether one is due. */
    private volatile Optional<Failure> notLooked = Optional.empty();

    private @Nullable ScheduledExecutorService thread;

    PlannedBackups(KeptBackups kept, NodeDatabase database, InstantSource clock, ZoneId zone) {
        this.kept = kept;
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Why the last try made none, or one that holds less than it should.
     *
     * @param kind what it is to whoever says it in other words
     * @param why sentences
     */
    public record Failure(Instant at, Kind kind, String why) {

        /** What went wrong, by what has to be done about it. */
        public enum Kind {
            /** The folder is not there. */
            GONE,
            /** Something else has its name. */
            NO_FOLDER,
            NO_ROOM,
            NOT_WRITABLE,
            /** One was made, without attachments that are damaged on the disk. */
            DAMAGED,
            /** One was made, without what older ones hold and this computer has no longer. */
            LOST,
            /** The log says what. */
            OTHER;

            /** Of what the disk said. */
            static Kind of(IOException failure) {
                return DiskWords.isFull(failure) ? NO_ROOM : NOT_WRITABLE;
            }
        }
    }

    /**
     * How it stands.
     *
     * @param last when the last one was made
     * @param next when the next one is to be made
     * @param failure if the last try made none
     */
    public record Status(
            BackupPlan plan, Optional<Instant> last, Instant next, Optional<Failure> failure) {}

    /** Empty if none are planned. */
    public Optional<Status> status() {
        return database.backupPlan()
                .map(plan ->
                        new Status(
                                plan,
                                database.backedUp(),
                                plan.after(clock.instant(), zone),
                                failure.or(() -> notLooked)));
    }

    /**
     * Plans them from now on, or with nothing none any more; those that were made stay. The folder
     * is made.
     *
     * @throws BackupException with a sentence, if nothing can be written there
     */
    public void plan(Optional<BackupPlan> plan) {
        plan.map(BackupPlan::folder).ifPresent(kept::makeFolder);
        synchronized (this) {
            database.backupPlan(plan);
            failure = Optional.empty();
            notLooked = Optional.empty();
        }
    }

    /** Looks from now on; for a node that goes on running. */
    public synchronized void follow() {
        if (thread == null) {
            thread =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().name("planned-backups").daemon().factory());
            thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Makes one if it is due; else, or right after a failure, does nothing. */
    public void look() {
        synchronized (looking) {
            try {
                makeIfDue();
                notLooked = Optional.empty();
            } catch (RuntimeException | Error e) {
                // Nothing may get out: the timer would never look again, and say nothing of it.
                LOG.error("Whether a planned backup is due could not be found out.", e);
                notLooked = Optional.of(notLooked(e));
            }
        }
    }

    /** Of no time: the next look is the next try. */
    private static Failure notLooked(Throwable failure) {
        return new Failure(
                Instant.EPOCH,
                Failure.Kind.OTHER,
                "Whether a planned backup is due could not be found out (%s). Those that are there stay, and it is tried again each minute."
                        .formatted(failure));
    }

    private void makeIfDue() {
        Optional<BackupPlan> plan = database.backupPlan();
        Instant now = clock.instant();
        if (plan.isEmpty() || !isDue(plan.get(), now)) {
            return;
        }
        Path folder = plan.get().folder();
        if (!Files.exists(folder)) {
            failed(
                    now,
                    Failure.Kind.GONE,
                    "The folder for planned backups, %s, is not there. Is its disk connected? Connect it, or choose another folder."
                            .formatted(folder));
            return;
        }
        if (!Files.isDirectory(folder)) {
            failed(
                    now,
                    Failure.Kind.NO_FOLDER,
                    "%s, where planned backups are to be made, is no folder. Move it out of the way, or choose another folder."
                            .formatted(folder));
            return;
        }
        try {
            failure = make(plan.get(), now);
        } catch (BackupException | StorageException e) {
            failed(now, Failure.Kind.OTHER, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(
                    now,
                    Failure.Kind.of(e),
                    "The planned backup could not be written to %s (%s). Those that are there stay. %s"
                            .formatted(
                                    plan.get().folder(), DiskWords.reason(e), DiskWords.advice(e)));
        } catch (RuntimeException | Error e) {
            LOG.error("A planned backup failed.", e);
            failed(
                    now,
                    Failure.Kind.OTHER,
                    "The planned backup failed (%s). Those that are there stay.".formatted(e));
        }
    }

    private boolean isDue(BackupPlan plan, Instant now) {
        boolean triedJustNow =
                failure.filter(last -> Duration.between(last.at(), now).abs().compareTo(RETRY) < 0)
                        .isPresent();
        return !triedJustNow
                && database.backedUp()
                        // A clock that was ahead must not put the next one off for years.
                        .filter(last -> !last.isAfter(now))
                        .filter(last -> !last.isBefore(plan.before(now, zone)))
                        .isEmpty();
    }

    private void failed(Instant at, Failure.Kind kind, String why) {
        LOG.warn("No planned backup was made: {}", why);
        failure = Optional.of(new Failure(at, kind, why));
    }

    /** Empty if all is in it. */
    private Optional<Failure> make(BackupPlan plan, Instant now) throws IOException {
        KeptBackups.Made made =
                kept.make(plan.folder(), KeptBackups.Wish.PLANNED, now, KeptBackups.Progress.NONE);
        database.backedUp(now);
        LOG.info("A planned backup was made: {}", made.file());
        if (made.damaged() > 0) {
            return Optional.of(damaged(plan, now, made.damaged()));
        }
        OnlyInOlder missed = kept.removeOld(plan.folder(), plan.keep(), made.file());
        return missed.wikis() + missed.files() == 0
                ? Optional.empty()
                : Optional.of(lost(plan, now, missed));
    }

    /** A disk that lost them says nothing of it, and the next backup looks as whole as the last. */
    private static Failure lost(BackupPlan plan, Instant now, OnlyInOlder missed) {
        String why =
                "The planned backup was made, but what older ones hold is not in it, because it is no longer on the disk of this computer (wikis: %,d, files: %,d). The older ones in %s that hold it stay. “enquire restore” makes a data folder of one of them; if it went on purpose, move these backups to another folder."
                        .formatted(missed.wikis(), missed.files(), plan.folder());
        LOG.warn(
                "A planned backup lacks {} wikis and {} files that older ones hold",
                missed.wikis(),
                missed.files());
        return new Failure(now, Failure.Kind.LOST, why);
    }

    /** The old ones may be the last place where these attachments are whole. */
    private static Failure damaged(BackupPlan plan, Instant now, int count) {
        String why =
                "The planned backup was made, but %,d files are not in it, because they are damaged on the disk of this computer. The backups in %s all stay meanwhile: those that are older may hold these files. Its list, backup.txt, names them."
                        .formatted(count, plan.folder());
        LOG.warn("A planned backup lacks {} damaged files", count);
        return new Failure(now, Failure.Kind.DAMAGED, why);
    }

    /** One that is being made breaks off, and nothing of it is left. */
    @Override
    public void close() {
        ScheduledExecutorService ending;
        synchronized (this) {
            ending = thread;
            thread = null;
        }
        if (ending == null) {
            return;
        }
        ending.shutdownNow();
        try {
            if (!ending.awaitTermination(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A planned backup does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
