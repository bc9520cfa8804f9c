package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.storage.NoSuchPageException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.StorageException;
import enquire.web.language.Speaking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Links that are written anew, as one piece of work: many pages at once, so that one commit serves
 * several of them. It can be looked at and stopped while it goes on. Thread-safe.
 */
public final class LinkWork {

    /** Nothing to do, and done. */
    static final LinkWork NONE = new LinkWork(new WikiId(Bytes.of(new byte[32])), Set.of());

    /**
     * Pages at once. One after the other, each waits for a commit of its own: 90 a second. As many
     * as an import writes.
     */
    private static final int WORKERS = 64;

    /**
     * Pages of which none can be written, one after the other, before it is taken for a fault that
     * concerns all. A guess.
     */
    private static final int FAILURES_IN_A_ROW_MAX = 8;

    /** What is done to one page. */
    @FunctionalInterface
    interface Look {
        /**
         * @param titles that the page itself had
         */
        LinkUpdate.Result of(PageId page, List<Title> titles);
    }

    private final WikiId wiki;
    private final Set<PageId> renamed;
    private final Set<PageId> known = ConcurrentHashMap.newKeySet();
    private final Set<PageId> updated = ConcurrentHashMap.newKeySet();
    private final Map<PageId, RuntimeException> failed = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicInteger inARow = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Optional<RuntimeException> broken = Optional.empty();

    /**
     * @param renamed pages which the links lead to
     */
    LinkWork(WikiId wiki, Set<PageId> renamed) {
        this.wiki = wiki;
        this.renamed = Set.copyOf(renamed);
        if (renamed.isEmpty()) {
            ended.countDown();
        }
    }

    Set<PageId> renamed() {
        return renamed;
    }

    boolean concerns(WikiId where, PageId page) {
        return wiki.equals(where) && renamed.contains(page);
    }

    boolean concerns(LinkWork other) {
        return wiki.equals(other.wiki) && !Collections.disjoint(renamed, other.renamed);
    }

    /** Pages that are known to be looked at; more may be found. */
    public int pages() {
        return known.size();
    }

    /** Pages that were looked at. */
    public int looked() {
        return looked.get();
    }

    /** Pages that were not looked at yet, or not at all if it ended. */
    public int later() {
        return known.size() - looked.get();
    }

    /** Pages in whose text links were updated. */
    public Set<PageId> updated() {
        return Set.copyOf(updated);
    }

    /** Links that could not be, for the new title cannot stand in them. */
    int kept() {
        return kept.get();
    }

    /** Pages that could not be written, and why. */
    Map<PageId, RuntimeException> failed() {
        return Map.copyOf(failed);
    }

    /**
     * Why it ended early, if it did for a reason that concerns every page, such as a full disk, or
     * because none of several pages in a row could be written.
     */
    Optional<RuntimeException> broken() {
        return broken;
    }

    public boolean ended() {
        return ended.getCount() == 0;
    }

    /**
     * @return whether it ended
     */
    public boolean await(Duration timeMax) {
        try {
            return ended.await(timeMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while links were updated", e);
        }
    }

    /** Begins with no other page, and returns when those under way are written. */
    void stop() {
        stopped = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while links were updated", e);
        }
    }

    /** How far it is, as a sentence. */
    public String progress() {
        if (!ended()) {
            return Speaking.messages()
                    .text("receipt.linksProgress", "looked", looked(), "pages", pages());
        }
        return Speaking.messages()
                .text(
                        later() == 0 ? "receipt.links" : "receipt.linksPartly",
                        "pages",
                        updated.size());
    }

    /**
     * @param first pages to look at, with the titles that they had themselves
     * @param rest which more there are, once those were looked at; asked until it names no other
     */
    void run(Look update, Map<PageId, List<Title>> first, Function<LinkWork, Set<PageId>> rest) {
        known.addAll(first.keySet());
        try {
            Map<PageId, List<Title>> round = first;
            while (!round.isEmpty() && goesOn()) {
                known.addAll(round.keySet());
                look(update, round);
                var others = new HashSet<>(goesOn() ? rest.apply(this) : Set.<PageId>of());
                others.removeAll(known);
                round = new LinkedHashMap<>();
                for (PageId page : others) {
                    round.put(page, List.of());
                }
            }
        } catch (RuntimeException e) {
            broken = Optional.of(e);
        }
    }

    /** Whoever waits for the end goes on. */
    void end() {
        ended.countDown();
    }

    /** Ends before it began, for the node is stopping. */
    void refuse(Set<PageId> pages) {
        known.addAll(pages);
        stopped = true;
        end();
    }

    /** Whether it was neither stopped nor broken. */
    boolean goesOn() {
        return !stopped && broken.isEmpty();
    }

    private void look(Look update, Map<PageId, List<Title>> pages) {
        var room = new Semaphore(WORKERS);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Map.Entry<PageId, List<Title>> page : new ArrayList<>(pages.entrySet())) {
                room.acquireUninterruptibly();
                if (!goesOn()) {
                    return;
                }
                workers.execute(() -> {
                    try {
                        look(update, page.getKey(), page.getValue());
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }

    private void look(Look update, PageId page, List<Title> titles) {
        try {
            LinkUpdate.Result result = update.of(page, titles);
            kept.addAndGet(result.kept());
            if (result.updated() > 0) {
                updated.add(page);
            }
            looked.incrementAndGet();
            inARow.set(0);
        } catch (PageTooLargeException | NoSuchPageException e) {
            fail(page, e);
        } catch (RuntimeException e) {
            if (concernsAll(e) || inARow.incrementAndGet() >= FAILURES_IN_A_ROW_MAX) {
                broken = Optional.of(e);
            } else {
                fail(page, e); // One damaged page is no reason to leave all others.
            }
        }
    }

    private void fail(PageId page, RuntimeException why) {
        failed.put(page, why);
        looked.incrementAndGet();
    }

    /** A full disk, a damaged file, or somebody who may not write any more. */
    private static boolean concernsAll(RuntimeException why) {
        return why instanceof NotAWriterException
                || why instanceof StorageException storage && storage.isOfTheDisk();
    }
}
