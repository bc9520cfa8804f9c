package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever carries edits to other nodes hears of a page, and asks whether somebody types in it. */
class PendingTypingTest {

    /** Enough that a look which comes a moment too early would be met. */
    private static final int PAGES = 400;

    private static final int PEOPLE = 8;

    @TempDir Path folder;

    @Test
    @Timeout(600)
    void aPageIsPendingAsSoonAsThoseAreWokenWhoWatchIt() throws Exception {
        var settings =
                new RepositorySettings(
                        new PeerId(Person.bytes("Alice").sha256()),
                        Person::everything,
                        InstantSource.system(),
                        new Random(1),
                        NeverPace.computer());
        try (var repository = Repository.open(folder, Person.WIKI, settings);
                var people = Executors.newFixedThreadPool(PEOPLE);
                var watchers = Executors.newFixedThreadPool(PEOPLE)) {
            var watched = new ArrayList<Future<?>>();
            for (int i = 0; i < PAGES; i++) {
                PageId page = repository.create(new Title("Page " + i), "one").page();
                var tab = repository.lines().open(page, "tab", Optional.empty(), Optional.empty());
                Watcher watcher = repository.watch(page);
                watched.add(
                        watchers.submit(() -> assertPendingOnceWoken(repository, page, watcher)));
                people.submit(() ->
                        repository
                                .lines()
                                .push(page, tab.position().line(), 0, "tab", List.of(update())));
            }
            for (Future<?> each : watched) {
                each.get();
            }
        }
    }

    private static boolean assertPendingOnceWoken(
            Repository repository, PageId page, Watcher watcher) throws InterruptedException {
        try (watcher) {
            Set<PageId> woken = new HashSet<>();
            while (woken.isEmpty()) {
                woken.addAll(watcher.take(Duration.ofSeconds(60)));
            }
            assertTrue(repository.exchange().pending().contains(page), "not pending: " + page);
        }
        return true;
    }

    private static Lines.TabUpdate update() {
        return new Lines.TabUpdate(1, TextChange.replace(3, 3, 3, " two"));
    }
}
