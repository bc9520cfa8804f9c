package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Records;
import enquire.sync.node.Wiki;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links that are being updated on this node. Which pages were renamed is noted on disk before
 * they are, and taken out when the links to them are done: whatever stops the node, the work goes
 * on when it runs again, and doing it twice changes nothing. Thread-safe.
 */
public final class LinkWorks implements AutoCloseable {

    /** Names of the records: this, and the page's id; each holds former titles, a line for each. */
    private static final String PREFIX = "links/";

    /** Former titles that a record holds; of more, the latest. A guess: nobody renames so fast. */
    private static final int TITLES_MAX = 16;

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
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The latest last; guarded by this. */
    private final Set<LinkWork> running = new LinkedHashSet<>();

    /** The latest last; guarded by this. */
    private final Deque<LinkWork> ended = new ArrayDeque<>();

    public LinkWorks() {
        this(PATIENCE);
    }

    /**
     * @param patience how long {@link #begin} waits for the end
     */
    LinkWorks(Duration patience) {
        this.patience = patience;
    }

    /** The last work on links to this page, which may have ended; none that nobody remembers. */
    public synchronized Optional<LinkWork> of(Wiki wiki, PageId page) {
        return Stream.concat(ended.stream(), running.stream())
                .filter(work -> work.concerns(wiki.id(), page))
                .reduce((_earlier, later) -> later);
    }

    /** Notes that links by these titles are to be updated; on disk when it returns. */
    void note(Wiki wiki, List<Renaming.Moved> moved) {
        Records records = wiki.repository().records();
        Map<String, Optional<Bytes>> notes = new HashMap<>();
        for (Renaming.Moved each : moved) {
            String name = PREFIX + each.page();
            var titles = new LinkedHashSet<String>();
            Optional.ofNullable(records.values(name).get(name))
                    .ifPresent(before -> titles.addAll(List.of(text(before).split("\n"))));
            titles.add(each.before().value());
            var last = new ArrayList<>(titles);
            last.subList(0, Math.max(0, last.size() - TITLES_MAX)).clear();
            byte[] bytes = String.join("\n", last).getBytes(StandardCharsets.UTF_8);
            notes.put(name, Optional.of(Bytes.of(bytes)));
        }
        records.values(notes);
    }

    /**
     * Begins to update links, and waits a moment for the end.
     *
     * @param renamed pages which the links lead to
     * @param pages to look at, with the titles that they had themselves
     * @param rest which more there are, once those were looked at
     * @throws RuntimeException what stopped it, if it was stopped by then
     */
    LinkWork begin(
            Wiki wiki,
            Set<PageId> renamed,
            LinkWork.Look update,
            Map<PageId, List<Title>> pages,
            Supplier<Set<PageId>> rest) {
        return begin(wiki, renamed, update, pages, rest, work -> forget(wiki, work));
    }

    /** The same, of what nothing was noted of. */
    LinkWork beginUnnoted(
            Wiki wiki, PageId page, LinkWork.Look update, Map<PageId, List<Title>> pages) {
        return begin(wiki, Set.of(page), update, pages, Set::of, _work -> {});
    }

    private LinkWork begin(
            Wiki wiki,
            Set<PageId> renamed,
            LinkWork.Look update,
            Map<PageId, List<Title>> pages,
            Supplier<Set<PageId>> rest,
            Consumer<LinkWork> whenDone) {
        if (renamed.isEmpty()) {
            return LinkWork.NONE;
        }
        LinkWork work = start(wiki, renamed, update, pages, rest, whenDone);
        if (work.await(patience) && work.broken().isPresent()) {
            throw work.broken().get();
        }
        return work;
    }

    private LinkWork start(
            Wiki wiki,
            Set<PageId> renamed,
            LinkWork.Look update,
            Map<PageId, List<Title>> pages,
            Supplier<Set<PageId>> rest,
            Consumer<LinkWork> whenDone) {
        var work = new LinkWork(wiki.id(), renamed);
        enter(work);
        Thread.ofVirtual()
                .name("update-links")
                .start(() -> {
                    try {
                        work.run(update, pages, rest);
                        whenDone.accept(work);
                    } catch (RuntimeException e) {
                        LOG.warn("It is not noted that links were updated: they are again", e);
                    } finally {
                        work.end();
                        leave(work);
                    }
                });
        return work;
    }

    private synchronized void enter(LinkWork work) {
        try {
            while (running.size() >= RUNNING_MAX && closing.getCount() > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before links were updated", e);
        }
        running.add(work);
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
    private void forget(Wiki wiki, LinkWork work) {
        if (closing.getCount() == 0 || work.broken().isPresent()) {
            work.broken().ifPresent(why -> LOG.warn("Links were not updated to the end", why));
            return;
        }
        Map<String, Optional<Bytes>> gone = new HashMap<>();
        synchronized (this) {
            for (PageId page : work.renamed()) {
                boolean more =
                        running.stream()
                                .anyMatch(
                                        other -> other != work && other.concerns(wiki.id(), page));
                if (!more) {
                    gone.put(PREFIX + page, Optional.empty());
                }
            }
        }
        wiki.repository().records().values(gone);
    }

    /** Goes on with what was not done when the node stopped; returns at once. */
    public void resume(Wiki wiki) {
        Map<String, Bytes> notes = wiki.repository().records().values(PREFIX);
        if (!notes.isEmpty()) {
            Thread.ofVirtual().name("resume-links").start(() -> resume(wiki, notes));
        }
    }

    private void resume(Wiki wiki, Map<String, Bytes> notes) {
        try {
            awaitIndex(wiki);
            var moved = new ArrayList<Renaming.Moved>();
            for (Map.Entry<String, Bytes> note : notes.entrySet()) {
                PageId id = PageId.parse(note.getKey().substring(PREFIX.length()));
                Optional<PageView> page = wiki.repository().page(id);
                for (String title : text(note.getValue()).split("\n")) {
                    page.ifPresent(now ->
                            moved.add(new Renaming.Moved(id, new Title(title), now.title())));
                }
            }
            Renaming.resume(this, wiki, moved);
        } catch (RuntimeException e) {
            // Links keep working, and the list of links to a page offers to update them.
            LOG.warn("Links that were being updated are not gone on with", e);
        }
    }

    /** What it holds may be older than what was written before the node stopped. */
    void awaitIndex(Wiki wiki) {
        try {
            for (int i = 0; i < GLANCES_MAX && wiki.search().behind() > 0; i++) {
                if (closing.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops everything that goes on, and returns when it has. Must come before the node closes. */
    @Override
    public void close() {
        closing.countDown();
        List<LinkWork> last;
        synchronized (this) {
            notifyAll();
            last = List.copyOf(running);
        }
        last.forEach(LinkWork::stop);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
