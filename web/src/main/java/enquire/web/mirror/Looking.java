package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * When the folder is looked at, and where: at what the operating system names, and at the whole of
 * it where that says nothing, or seldom. One thread at a time.
 */
final class Looking implements AutoCloseable {

    private static final Duration LATER = Duration.ofMillis(500);

    /** Where the operating system says nothing about a folder. */
    private static final Duration WITHOUT_EVENTS = Duration.ofSeconds(1);

    /** For what the operating system did not say: folders of other computers. (A guess.) */
    private static final Duration WITH_EVENTS = Duration.ofSeconds(60);

    /** For what it left out of what it said, once for all that comes so close. (A guess.) */
    private static final Duration AFTER_EVENTS = Duration.ofSeconds(10);

    /** Between two tries of what failed. (A guess: soon enough for who has just made room.) */
    static final Duration RETRY = Duration.ofSeconds(5);

    private final Folder folder;
    private final Desk desk;
    private final Runnable wake;
    private final Noticed noticed = new Noticed();
    private Optional<FolderEvents> events = Optional.empty();
    private Listing listing = Listing.empty();
    private Instant looked = Instant.MIN;
    private Instant lookedAtAll = Instant.MIN;
    private Instant disturbed = Instant.MAX;
    private Duration lookTime = Duration.ZERO;

    /**
     * @param wake called by any thread when there is something to look at
     */
    Looking(Folder folder, Desk desk, Runnable wake) {
        this.folder = folder;
        this.desk = desk;
        this.wake = wake;
    }

    /** A folder that went away and came back is another one to the operating system. */
    void watch() {
        events.ifPresent(FolderEvents::close);
        events =
                FolderEvents.of(
                        folder.top(),
                        changed -> {
                            changed.ifPresentOrElse(this::changed, noticed::everything);
                            wake.run();
                        });
        noticed.everything(); // For what changed before.
    }

    private void changed(Path file) {
        String path = Listing.path(folder.top(), file);
        if (path.isEmpty()) {
            noticed.everything();
        } else {
            noticed.add(path);
        }
    }

    /** The next look is at everything: what is known may be wrong. */
    void everything() {
        noticed.everything();
    }

    /** Looking at a large folder takes its time, and may not take all the time. */
    boolean isDue(Instant now, boolean asked) {
        Duration since = Duration.between(looked, now);
        boolean soon =
                asked
                        || !noticed.isEmpty()
                        || !desk.wanted.isEmpty()
                        || desk.sight.isWatching()
                        || !desk.missing.isEmpty();
        boolean tries = !desk.troubles.isEmpty() || !desk.lacking.isEmpty();
        Duration patience = desk.sight.isWaiting() ? LATER : tries ? RETRY : WITH_EVENTS;
        return (soon || since.compareTo(patience) >= 0 || isWholeDue(now))
                && since.compareTo(lookTime.multipliedBy(3)) >= 0;
    }

    private boolean isWholeDue(Instant now) {
        boolean time = Duration.between(lookedAtAll, now).compareTo(patience()) >= 0;
        return noticed.isEverything() || time || !now.isBefore(disturbed);
    }

    /** Whether something is to be looked at as soon as may be. */
    boolean isSoon() {
        return !noticed.isEmpty() || !desk.wanted.isEmpty() || desk.sight.isWatching();
    }

    /** How long to wait at most when nobody says anything. */
    Duration patience() {
        return isTold() ? WITH_EVENTS : WITHOUT_EVENTS;
    }

    /** How long until what was said is looked over; at most {@link #patience}. */
    Duration rest(Instant now) {
        Duration rest = patience();
        if (disturbed.equals(Instant.MAX)) {
            return rest;
        }
        Duration until = Duration.between(now, disturbed);
        return until.isNegative() ? Duration.ZERO : until.compareTo(rest) < 0 ? until : rest;
    }

    private boolean isTold() {
        return events.filter(FolderEvents::isWorking).isPresent();
    }

    /**
     * What is in the folder now.
     *
     * @param touched what may have changed since the last look; empty if anything may have
     */
    record Look(Listing listing, Optional<Set<String>> touched) {}

    /**
     * Looks.
     *
     * @throws FolderException if there are more files than {@link Listing#FILES_MAX}
     */
    Look look(Instant now) throws IOException {
        long begun = System.nanoTime();
        boolean whole = !isTold() || isWholeDue(now);
        Set<String> paths = noticed.take().orElseGet(HashSet::new);
        Optional<Set<String>> touched = Optional.empty();
        if (whole) {
            listing = folder.list();
            lookedAtAll = now;
            disturbed = Instant.MAX;
        } else {
            if (!paths.isEmpty() && disturbed.equals(Instant.MAX)) {
                disturbed = now.plus(AFTER_EVENTS);
            }
            paths.addAll(desk.wanted);
            paths.addAll(desk.sight.open());
            desk.missing.keySet().forEach(entry -> paths.add(entry.path()));
            var changed = new HashSet<String>();
            for (String path : paths) {
                changed.addAll(folder.look(listing, path));
            }
            touched = Optional.of(changed);
        }
        desk.wanted.clear();
        lookTime = Duration.ofNanos(System.nanoTime() - begun);
        looked = now;
        return new Look(listing, touched);
    }

    @Override
    public void close() {
        events.ifPresent(FolderEvents::close);
    }
}
