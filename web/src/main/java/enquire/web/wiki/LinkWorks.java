package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.sync.node.Wiki;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links that are being updated on this node. Which pages were renamed is noted on disk before
 * they are, and taken out when the links to them are done: whatever stops the node, the work goes
 * on when it runs again, and doing it twice changes nothing. Thread-safe.
 */
public final class LinkWorks implements AutoCloseable {

    /** Pieces of work at once; whoever begins another waits. A guess. */
    private static final int RUNNING_MAX = 32;

    /** Of which it is known how they ended. A guess: a screen asks each second. */
    private static final int REMEMBERED_MAX = 8;

    /** So long somebody waits before he is answered that it goes on. A guess. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often the index is asked whether it has caught up, and how often at most. Guesses. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private static final int GLANCES_MAX = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(LinkWorks.class);

    private final Duration patience;
    private final LinkNotes notes = new LinkNotes(LinkNotes.TITLES);
    private final LinkNotes headingNotes = new LinkNotes(LinkNotes.HEADINGS);
    private final LinkNotes splitNotes = new LinkNotes(LinkNotes.SPLITS);
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The latest last; guarded by this. */
    private final Set<LinkWork> running = new LinkedHashSet<>();

    /** The latest last; guarded by this. */
    private final Deque<LinkWork> ended = new ArrayDeque<>();

    /** One for each wiki that there was when the node started; guarded by this. */
    private final List<Thread> resuming = new ArrayList<>();

    public LinkWorks() {
        this(PATIENCE);
    }

    /**
     * @param patience how long {@link #begin} waits for the end
     */
    public LinkWorks(Duration patience) {
        this.patience = patience;
    }

    /** The last work on links to this page, which may have ended; none that nobody remembers. */
    public synchronized Optional<LinkWork> of(Wiki wiki, PageId page) {
        return Stream.concat(ended.stream(), running.stream())
                .filter(work -> work.concerns(wiki.id(), page))
                .reduce((_earlier, later) -> later);
    }

    /** What is noted of links that are to be updated. */
    LinkNotes notes() {
        return notes;
    }

    /** The same, of links to headings. */
    LinkNotes headingNotes() {
        return headingNotes;
    }

    /** The same, of links to headings that are on pages of their own now. */
    LinkNotes splitNotes() {
        return splitNotes;
    }

    /**
     * Begins to update links, and waits a moment for the end.
     *
     * @param noted taken out when they are updated
     * @param renamed pages which the links lead to
     * @param pages to look at, with the titles that they had themselves
     * @param rest which more there are, once those were looked at
     * @return what ended at once, with all pages left for later, if the node is stopping
     * @throws RuntimeException what stopped it, if it was stopped by then
     */
    LinkWork begin(
            Wiki wiki,
            LinkNotes.Noted noted,
            Set<PageId> renamed,
            LinkWork.Look update,
            Map<PageId, List<Title>> pages,
            Function<LinkWork, Set<PageId>> rest) {
        if (renamed.isEmpty()) {
            noted.release();
            return LinkWork.NONE;
        }
        LinkWork work = start(wiki, noted, renamed, update, pages, rest);
        if (work.await(patience) && work.broken().isPresent()) {
            throw work.broken().get();
        }
        return work;
    }

    /** The same, of what nothing was noted of. */
    LinkWork beginUnnoted(
            Wiki wiki, PageId page, LinkWork.Look update, Map<PageId, List<Title>> pages) {
        LinkNotes.Noted nothing = notes.nothing(wiki);
        return begin(wiki, nothing, Set.of(page), update, pages, _work -> Set.of());
    }

    private LinkWork start(
            Wiki wiki,
            LinkNotes.Noted noted,
            Set<PageId> renamed,
            LinkWork.Look update,
            Map<PageId, List<Title>> pages,
            Function<LinkWork, Set<PageId>> rest) {
        var work = new LinkWork(wiki.id(), renamed);
        if (!enter(work)) {
            noted.leave();
            work.refuse(pages.keySet());
            return work;
        }
        Thread.ofVirtual()
                .name("update-links")
                .start(() -> {
                    try {
                        work.run(update, pages, rest);
                        settle(noted, work);
                    } catch (RuntimeException e) {
                        LOG.warn("It is not noted that links were updated: they are again", e);
                    } finally {
                        // Last: whoever stopped it notes what he does next after this was settled.
                        work.end();
                        leave(work);
                    }
                });
        return work;
    }

    /**
     * @return whether there is a place for it; not if the node is stopping
     */
    private synchronized boolean enter(LinkWork work) {
        while (running.size() >= RUNNING_MAX && closing.getCount() > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return closing.getCount() > 0 && running.add(work);
    }

    private synchronized void leave(LinkWork work) {
        running.remove(work);
        ended.addLast(work);
        if (ended.size() > REMEMBERED_MAX) {
            ended.removeFirst();
        }
        notifyAll();
    }

    /** What was stopped because the node is, or by a full disk, is gone on with later. */
    private void settle(LinkNotes.Noted noted, LinkWork work) {
        work.broken().ifPresent(why -> LOG.warn("Links were not updated to the end", why));
        if (closing.getCount() == 0 || work.broken().isPresent()) {
            noted.leave();
        } else {
            noted.release();
        }
    }

    /** Goes on with what was not done when the node stopped; returns at once. */
    public void resume(Wiki wiki) {
        var left = new Left(notes.adopt(wiki), headingNotes.adopt(wiki), splitNotes.adopt(wiki));
        synchronized (this) {
            boolean nothing =
                    notes.lines(left.titles()).isEmpty()
                            && headingNotes.lines(left.headings()).isEmpty()
                            && splitNotes.lines(left.splits()).isEmpty();
            if (nothing || closing.getCount() == 0) {
                left.leave();
                return;
            }
            resuming.add(Thread.ofVirtual().name("resume-links").start(() -> resume(wiki, left)));
        }
    }

    /** What was noted when the node stopped. */
    private record Left(LinkNotes.Noted titles, LinkNotes.Noted headings, LinkNotes.Noted splits) {

        private void leave() {
            titles.leave();
            headings.leave();
            splits.leave();
        }
    }

    private void resume(Wiki wiki, Left left) {
        try {
            if (awaitIndex(wiki, () -> true)) {
                Renaming.resume(this, wiki, left.titles());
                HeadingLinks.resume(this, wiki, left.headings());
                PageSplit.resume(this, wiki, left.splits());
            } else {
                left.leave();
            }
        } catch (RuntimeException e) {
            left.leave();
            // Links keep working, and the list of links to a page offers to update them.
            LOG.warn("Links that were being updated are not gone on with", e);
        }
    }

    /**
     * Waits for work on links to the same pages that was begun before: it may still write what was
     * right before this one was begun.
     *
     * @return whether to go on: not if it was stopped, or the node is stopping
     */
    boolean awaitEarlier(LinkWork work) {
        for (LinkWork each : earlier(work)) {
            while (!each.await(GLANCE)) {
                if (!work.goesOn() || closing.getCount() == 0) {
                    return false;
                }
            }
        }
        return work.goesOn() && closing.getCount() > 0;
    }

    private synchronized List<LinkWork> earlier(LinkWork work) {
        return running.stream()
                .takeWhile(each -> each != work)
                .filter(each -> each.concerns(work))
                .toList();
    }

    /**
     * What it holds may be older than what was written before the node stopped, and does not have
     * what is being typed before that is part of a change.
     *
     * @param wanted whether it is still worth waiting
     * @return whether to go on: not if the node is stopping, or it is not wanted any more
     */
    boolean awaitIndex(Wiki wiki, BooleanSupplier wanted) {
        try {
            fold(wiki);
            for (int i = 0; i < GLANCES_MAX && wanted.getAsBoolean(); i++) {
                if (wiki.search().behind() == 0) {
                    break;
                }
                if (closing.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return closing.getCount() > 0 && wanted.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void fold(Wiki wiki) {
        Exchange exchange = wiki.repository().exchange();
        for (PageId page : exchange.pending()) {
            try {
                exchange.fold(page);
            } catch (RuntimeException e) {
                // It is folded again and again by itself: nobody waits for it here.
                LOG.warn("Links that were typed into page {} may not be updated", page, e);
            }
        }
    }

    /** Stops everything that goes on, and returns when it has. Must come before the node closes. */
    @Override
    public void close() {
        closing.countDown();
        List<LinkWork> last;
        List<Thread> resumed;
        synchronized (this) {
            notifyAll();
            last = List.copyOf(running);
            resumed = List.copyOf(resuming);
        }
        last.forEach(LinkWork::stop);
        try {
            for (Thread each : resumed) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while links were updated", e);
        }
    }
}
