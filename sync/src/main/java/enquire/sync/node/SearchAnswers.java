package enquire.sync.node;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.storage.StorageException;
import enquire.storage.search.MarkedText;
import enquire.storage.search.Search;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what peers ask: a few at a time for the whole node, on threads of the system's, because
 * looking keeps a processor core busy and the threads of connections are not to wait for it.
 * Thread-safe.
 */
final class SearchAnswers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchAnswers.class);

    /**
     * How long a peer's query may take, from when it was read: whoever waits for it shows what he
     * has after one second. (A guess; a query over 100,000 pages takes some milliseconds.)
     */
    static final Duration TIME = Duration.ofSeconds(2);

    /** Queries that are looked for at a time: more would slow down whoever sits here. (A guess.) */
    private static final int AT_ONCE = 2;

    /** Queries that wait for their turn; beyond, one is not answered. (A guess.) */
    private static final int WAITING_MAX = 256;

    private static final Duration IDLE_TIME = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads;

    SearchAnswers() {
        threads =
                new ThreadPoolExecutor(
                        AT_ONCE,
                        AT_ONCE,
                        IDLE_TIME.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(WAITING_MAX),
                        task -> Thread.ofPlatform().name("peer-search").daemon().unstarted(task));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns at once.
     *
     * @param then is told what was found, or nothing if looking was cut off; once
     */
    void look(Optional<Wiki> wiki, Message.Query query, Consumer<Optional<Message.Hits>> then) {
        long endNanos = System.nanoTime() + TIME.toNanos();
        try {
            threads.execute(() -> then.accept(wiki.flatMap(each -> found(each, query, endNanos))));
        } catch (RejectedExecutionException tooMany) {
            then.accept(Optional.empty());
        }
    }

    private static Optional<Message.Hits> found(Wiki wiki, Message.Query query, long endNanos) {
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        if (left.isNegative() || !wiki.isSearchOpen()) {
            return Optional.empty();
        }
        try {
            return wiki.search()
                    .searchWithin(left, query.text(), query.limit())
                    .map(found -> answer(query, found));
        } catch (StorageException e) {
            LOG.warn("The query of a peer is not answered: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The query of a peer is not answered, by a mistake of Enquire", e);
        }
        return Optional.empty();
    }

    private static Message.Hits answer(Message.Query query, Search.Hits found) {
        List<Message.Hit> hits =
                found.hits().stream()
                        .filter(hit -> isTitle(hit.title()))
                        .map(hit -> new Message.Hit(hit.page(), hit.title(), snippet(hit)))
                        .toList();
        return new Message.Hits(query.wiki(), query.query(), found.total(), hits);
    }

    /** What shows as {@code Title~k3f9} may be a little too long for one. */
    private static boolean isTitle(String shown) {
        try {
            return new Title(shown).value().equals(shown);
        } catch (InvalidTitleException e) {
            return false;
        }
    }

    private static String snippet(Search.Hit hit) {
        String text = MarkedText.of(hit.snippet());
        int end = Math.min(text.length(), Limits.SNIPPET_UNITS);
        boolean splits = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splits ? end - 1 : end);
    }

    /** Waits for what is looked for now: it reads from files that are closed afterwards. */
    @Override
    public void close() {
        threads.shutdown();
        threads.getQueue().clear();
        try {
            if (!threads.awaitTermination(2 * TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The query of a peer takes longer than it may");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
