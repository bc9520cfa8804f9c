package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who write into a wiki as fast as it takes it, until they are told to stop: some type into
 * tabs, all into one page and each into one of his own, some save through the API and attach files.
 * What was acknowledged is known.
 */
final class LoadedWiki {

    private static final int TYPING = 3;
    private static final int SAVING = 2;

    /** How many words each page gets, so that none becomes long. */
    private static final int WORDS_MAX = 150;

    private final Wiki wiki;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> uploaded = new ConcurrentSkipListSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> people = new ArrayList<>();
    private final CountDownLatch warm = new CountDownLatch(200);
    private volatile boolean stopped;
    private volatile Optional<Throwable> failure = Optional.empty();

    LoadedWiki(Wiki wiki) {
        this.wiki = wiki;
        for (int i = 0; i < TYPING; i++) {
            begin("tab-" + i, i, this::type);
        }
        for (int i = 0; i < SAVING; i++) {
            begin("api-" + i, i, this::save);
        }
    }

    private interface Writing {
        void word(PageId page, String word, String person) throws IOException;
    }

    private void begin(String person, int number, Writing writing) {
        people.add(
                Thread.ofPlatform()
                        .name(person)
                        .start(() -> {
                            try {
                                write(person, number, writing);
                            } catch (Throwable e) {
                                failure = Optional.of(e);
                            }
                        }));
    }

    private void write(String person, int number, Writing writing) throws IOException {
        for (int turn = 0; !stopped; turn++) {
            String word = "w%d.".formatted(next.incrementAndGet());
            boolean together = turn % 2 == 0;
            String title =
                    together ? "Shared " + turn / WORDS_MAX : person + " " + turn / WORDS_MAX;
            writing.word(page(title), word, person);
            acknowledged.add(word);
            warm.countDown();
            if (turn % 20 == 0 && number == 0) {
                attach("file of " + word);
            }
        }
    }

    private synchronized PageId page(String title) {
        Repository repository = wiki.repository();
        return repository
                .resolve(title)
                .orElseGet(() -> repository.create(new Title(title), "").page());
    }

    private void type(PageId page, String word, String person) {
        Lines lines = wiki.repository().lines();
        while (true) {
            Lines.Opened tab = lines.open(page, person, Optional.empty(), Optional.empty());
            int end = tab.text().length();
            var update =
                    new Lines.TabUpdate(
                            tab.lastNumber() + 1,
                            TextChange.between(tab.text(), tab.text().substring(0, end) + word));
            Lines.Pushed pushed =
                    lines.push(
                            page,
                            tab.position().line(),
                            tab.position().version(),
                            person,
                            List.of(update));
            if (pushed instanceof Lines.Pushed.Accepted) {
                return;
            }
        }
    }

    private void save(PageId page, String word, String person) {
        PageView view = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, view.version(), view.text() + word);
    }

    private void attach(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        uploaded.add(
                wiki.repository()
                        .blobs()
                        .add(new ByteArrayInputStream(bytes), bytes.length)
                        .blob()
                        .toString());
    }

    /** Once they are all at it. */
    void awaitWarm() throws InterruptedException {
        warm.await();
        failure.ifPresent(LoadedWiki::fail);
    }

    /** Words that are on disk by now. */
    Set<String> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    /** Files that are on disk by now. */
    Set<String> uploaded() {
        return new TreeSet<>(uploaded);
    }

    private static void fail(Throwable e) {
        throw new AssertionError("somebody could not write", e);
    }

    /** Until the last of them has stopped. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread person : people) {
            person.join();
        }
        failure.ifPresent(LoadedWiki::fail);
    }
}
