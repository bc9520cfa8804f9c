package enquire.web.live;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Watcher;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.wiki.EditingWords;
import enquire.web.wiki.ReadText;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code GET /{wiki}/-/events?page=}: server-sent events (WHATWG HTML, section 9.2) for screens
 * that are read. {@code page} when the page changed, {@code merged} when that was after time apart,
 * {@code status} for the words of the header, {@code editing} for those of the byline.
 */
public final class EventsHandler implements Handler, AutoCloseable {

    /** Each reader costs a connection and a virtual thread. More than anybody has tabs. */
    private static final int READERS_MAX = 500;

    private static final Duration GLANCE = Duration.ofSeconds(1);

    /** Glances between two comments that keep the connection from being given up as idle. */
    private static final int GLANCES_PER_SIGN_OF_LIFE = 10;

    private final Wikis wikis;
    private final AtomicInteger readers = new AtomicInteger();
    private volatile boolean closed;

    public EventsHandler(Wikis wikis) {
        this.wikis = wikis;
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = wikis.of(call);
        Optional<PageId> page = call.query("page").filter(id -> !id.isEmpty()).map(this::pageId);
        // The stream is written after this answer was made, when nobody says any more who asked.
        Messages messages = Speaking.messages();
        Body.Stream stream = out -> tell(wiki, page, messages, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "text/event-stream; charset=utf-8")
                .with("Cache-Control", "no-store");
    }

    private PageId pageId(String id) {
        try {
            return PageId.parse(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(Speaking.messages().text("error.badPageId"));
        }
    }

    private void tell(Wiki wiki, Optional<PageId> page, Messages messages, OutputStream out)
            throws IOException, InterruptedException {
        if (readers.incrementAndGet() > READERS_MAX) {
            readers.decrementAndGet();
            return; // The browser asks again by itself.
        }
        try (Watcher watcher =
                page.map(wiki.repository()::watch).orElseGet(wiki.repository()::watch)) {
            StatusWords status = StatusWords.of(wiki, messages);
            event(out, "status", status);
            String editing = editing(wiki, page, messages);
            event(out, "editing", editing);
            // A tab that nobody looked at for a while learns what it missed.
            tellPage(wiki, page, out);
            Optional<MergeWatch> merges = page.map(id -> new MergeWatch(wiki, id));
            int quiet = 0;
            long toldAt = System.nanoTime() - GLANCE.toNanos();
            boolean changed = false;
            while (!closed) {
                // Somebody types: a reader needs to hear of it once a second at most.
                Duration pause = GLANCE.minusNanos(System.nanoTime() - toldAt);
                changed |= !watcher.take(changed && pause.isPositive() ? pause : GLANCE).isEmpty();
                if (changed && System.nanoTime() - toldAt >= GLANCE.toNanos()) {
                    tellPage(wiki, page, out);
                    toldAt = System.nanoTime();
                    changed = false;
                }
                Optional<MergeWatch.News> merged = merges.flatMap(MergeWatch::next);
                if (merged.isPresent()) {
                    event(out, "merged", merged.get());
                }
                StatusWords now = StatusWords.of(wiki, messages);
                if (!now.equals(status)) {
                    status = now;
                    event(out, "status", now);
                }
                String editingNow = editing(wiki, page, messages);
                if (!editingNow.equals(editing)) {
                    editing = editingNow;
                    event(out, "editing", editing);
                }
                if (++quiet % GLANCES_PER_SIGN_OF_LIFE == 0) {
                    write(out, ":\n\n");
                }
            }
        } finally {
            readers.decrementAndGet();
        }
    }

    private static String editing(Wiki wiki, Optional<PageId> page, Messages messages) {
        return page.map(id -> EditingWords.of(wiki, id, messages)).orElse("");
    }

    private static void tellPage(Wiki wiki, Optional<PageId> page, OutputStream out)
            throws IOException {
        Optional<PageView> view = page.flatMap(wiki.repository()::page);
        if (view.isPresent()) {
            event(out, "page", pageEvent(wiki, view.get()));
        }
    }

    private static Map<String, String> pageEvent(Wiki wiki, PageView view) {
        return Map.of(
                "version", view.version().token(),
                "digest", ReadText.digest(view),
                "author", wiki.nameOf(view.changedBy()),
                "title", view.displayTitle());
    }

    private static void event(OutputStream out, String name, Object data) throws IOException {
        write(out, "event: " + name + "\ndata: " + Json.text(data) + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends all streams within a second. */
    @Override
    public void close() {
        closed = true;
    }
}
