package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.Carrying;
import enquire.storage.LivePages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is on too few computers. Screens ask for it each second, so an answer is kept for a
 * while. Thread-safe.
 */
final class Shortages {

    /**
     * What changed within this time is on its way to others, and is not called short. (A guess:
     * longer than a page and its pictures take between computers that are on.)
     */
    static final Duration UNDER_WAY = Duration.ofMinutes(2);

    /** How long an answer is kept at least: screens look each second. (A guess.) */
    private static final Duration KEPT = Duration.ofSeconds(2);

    /** And so many times as long as it took: a fiftieth of the time goes into it (arithmetic). */
    private static final int KEPT_TIMES = 50;

    /** What took longer was held up, and says nothing of how long the next takes. (A guess.) */
    private static final Duration COUNTING_MAX = Duration.ofSeconds(1);

    private static final int FILES_AT_ONCE = 1_000;

    private final LivePages live;
    private final Carrying carrying;
    private final InstantSource clock;
    private final Supplier<Copies> copies;
    private final Supplier<Integer> computers;
    private final WikiFiles files;

    /** Not a monitor: counting reads from the disk, in a large wiki for some time. */
    private final ReentrantLock counting = new ReentrantLock();

    private volatile @Nullable Counted last;

    private record Counted(Shortage shortage, long keptUntilNanos) {}

    /**
     * @param carrying knows of pages that are not here, if not all are to be
     * @param copies as they are known now
     * @param computers of the wiki, this one included
     */
    Shortages(
            LivePages live,
            Carrying carrying,
            InstantSource clock,
            Supplier<Copies> copies,
            Supplier<Integer> computers,
            WikiFiles files) {
        this.live = live;
        this.carrying = carrying;
        this.clock = clock;
        this.copies = copies;
        this.computers = computers;
        this.files = files;
    }

    /**
     * As of some seconds ago at most, in a wiki of ten thousand pages; while it is counted anew, as
     * it was.
     */
    Shortage lately() {
        Counted before = last;
        long now = System.nanoTime();
        if (before != null && now - before.keptUntilNanos() < 0) {
            return before.shortage();
        }
        boolean first = counting.tryLock();
        if (!first && before != null) {
            return before.shortage(); // Somebody counts, which is no reason to wait.
        }
        if (!first) {
            counting.lock();
        }
        try {
            Counted meanwhile = last;
            return meanwhile == null || meanwhile == before ? countAnew() : meanwhile.shortage();
        } finally {
            counting.unlock();
        }
    }

    private Shortage countAnew() {
        long began = System.nanoTime();
        Shortage counted = count();
        long ended = System.nanoTime();
        long kept = KEPT_TIMES * Math.min(ended - began, COUNTING_MAX.toNanos());
        last = new Counted(counted, ended + Math.max(KEPT.toNanos(), kept));
        return counted;
    }

    /** Looks at everything. */
    private Shortage count() {
        int members = computers.get();
        var pages = new ArrayList<Shortage.Page>();
        var blobs = new ArrayList<Shortage.File>();
        if (members >= Shortage.AIM) {
            pages.addAll(pages());
            blobs.addAll(files());
        }
        pages.sort(
                Comparator.comparingInt(Shortage.Page::computers)
                        .thenComparing(Shortage.Page::title)
                        .thenComparing(Shortage.Page::page));
        blobs.sort(
                Comparator.comparingInt(Shortage.File::computers)
                        .thenComparing(Shortage.File::blob));
        return new Shortage(members, pages.size(), blobs.size(), named(pages), named(blobs));
    }

    private static <T> List<T> named(List<T> all) {
        return all.subList(0, Math.min(all.size(), Shortage.NAMED_MAX));
    }

    private List<Shortage.Page> pages() {
        Copies now = copies.get();
        Map<PageId, LivePages.Page> doubtful = new HashMap<>();
        for (LivePages.Page page : live.changedAfter(now.heldUpTo(Shortage.AIM - 1))) {
            doubtful.put(page.page(), page);
        }
        for (PageId page : now.lacking()) {
            live.page(page).ifPresent(found -> doubtful.put(page, found));
        }
        var few = new ArrayList<Shortage.Page>();
        doubtful.values().forEach(page -> shortPage(now, page).ifPresent(few::add));
        for (Carrying.Few page : carrying.few(Shortage.AIM, false, Carrying.TITLES_MAX)) {
            few.add(
                    new Shortage.Page(
                            page.told().page(), page.told().title().value(), page.on().size()));
        }
        return few;
    }

    private Optional<Shortage.Page> shortPage(Copies now, LivePages.Page page) {
        int on = 1 + now.of(page.page(), page.sequence()).size();
        return on < Shortage.AIM && !isUnderWay(page.changedAt())
                ? Optional.of(new Shortage.Page(page.page(), page.title(), on))
                : Optional.empty();
    }

    private List<Shortage.File> files() {
        var few = new ArrayList<Shortage.File>();
        Optional<BlobId> after = Optional.empty();
        List<LivePages.File> used;
        do {
            used = live.files(after, FILES_AT_ONCE);
            for (LivePages.File file : used) {
                int on = files.copies(file.blob());
                if (on < Shortage.AIM
                        && !files.isTakenOut(file.blob())
                        && !isUnderWay(file.changedAt())) {
                    few.add(new Shortage.File(file.blob(), file.manifest(), on));
                }
            }
            after = used.isEmpty() ? after : Optional.of(used.getLast().blob());
        } while (used.size() == FILES_AT_ONCE);
        return few;
    }

    /** What a clock that is ahead says was written later than now is old. */
    private boolean isUnderWay(Instant changedAt) {
        Instant now = clock.instant();
        return changedAt.isAfter(now.minus(UNDER_WAY)) && !changedAt.isAfter(now);
    }
}
