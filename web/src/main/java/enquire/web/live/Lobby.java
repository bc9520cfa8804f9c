package enquire.web.live;

import enquire.storage.Repository;
import enquire.storage.Watcher;
import enquire.web.wiki.PageLookup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tabs of one wiki whose page nobody has made yet. Each begins again as soon as there is one, on
 * this computer or another, so that two people who open the same new page see each other. A virtual
 * thread while somebody waits. Thread-safe.
 */
final class Lobby {

    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);

    /** How often it looks whether everybody left. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Repository repository;
    private final Map<Tab, String> titles = new HashMap<>();
    private boolean attended;
    private boolean closed;

    Lobby(Repository repository) {
        this.repository = repository;
    }

    synchronized void enter(Tab tab, String title) {
        titles.put(tab, title);
        if (!attended && !closed) {
            attended = true;
            Thread.ofVirtual().name("lobby").start(this::attend);
        }
    }

    synchronized void leave(Tab tab) {
        titles.remove(tab);
    }

    synchronized void close() {
        closed = true;
    }

    private void attend() {
        try (Watcher watcher = repository.watch()) {
            while (goesOn()) {
                // Also before anything changes: the page may have come just before this watched.
                waiting().forEach(this::call);
                watcher.take(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopAttending();
        } catch (RuntimeException e) {
            // Whoever comes next has it looked at again; a first key makes the page in any case.
            LOG.warn("Tabs that wait for their page are not told of it", e);
            stopAttending();
        }
    }

    private synchronized Map<Tab, String> waiting() {
        return Map.copyOf(titles);
    }

    /** In one step with {@link #enter}, which must not rely on a thread that is about to end. */
    private synchronized boolean goesOn() {
        attended = !titles.isEmpty() && !closed;
        return attended;
    }

    private synchronized void stopAttending() {
        attended = false;
    }

    private void call(Tab tab, String title) {
        if (PageLookup.exact(repository, title).isPresent()) {
            leave(tab);
            tab.beginAgain("somebody made the page");
        }
    }
}
