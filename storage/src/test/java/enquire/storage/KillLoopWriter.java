package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Lines.Opened;
import enquire.storage.Lines.Pushed;
import enquire.storage.Lines.TabUpdate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Writes until it is killed, and prints the page and the word of each write that was acknowledged.
 * Run by {@link KillLoopTest} in a process of its own.
 */
final class KillLoopWriter {

    private static final int PAGES = 3;

    private KillLoopWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        var folder = Path.of(arguments[0]);
        String round = arguments[1];
        var random = new Random(Long.parseLong(round));
        var settings =
                new RepositorySettings(
                        new enquire.editor.page.PeerId(Person.bytes("Alice").sha256()),
                        Person::everything,
                        InstantSource.system(),
                        random);
        Repository repository = Repository.open(folder, Person.WIKI, settings);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < PAGES; i++) {
            PageId page = page(repository, "Page " + i);
            String api = "api" + round + "-" + i;
            String tab = "tab" + round + "-" + i;
            threads.add(Thread.ofPlatform().start(() -> save(repository, page, api)));
            threads.add(Thread.ofPlatform().start(() -> type(repository, page, tab)));
        }
        threads.add(Thread.ofPlatform().start(() -> createPages(repository, round)));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static PageId page(Repository repository, String title) {
        return repository
                .find(new Title(title).key())
                .orElseGet(() -> repository.create(new Title(title), "begin\n").page());
    }

    private static void save(Repository repository, PageId page, String name) {
        for (int i = 0; ; i++) {
            String word = name + "-" + i;
            PageView now = repository.page(page).orElseThrow();
            repository.write(page, now.version(), now.text() + word + "\n");
            acknowledge(page, word);
        }
    }

    private static void type(Repository repository, PageId page, String name) {
        Lines lines = repository.lines();
        for (long i = 1; ; i++) {
            String word = name + "-" + i;
            while (true) {
                Opened tab = lines.open(page, name, Optional.empty(), Optional.empty());
                var change = TextChange.replace(tab.text().length(), 0, 0, word + "\n");
                Pushed pushed =
                        lines.push(
                                page,
                                tab.position().line(),
                                tab.position().version(),
                                name,
                                List.of(new TabUpdate(i, change)));
                if (pushed instanceof Pushed.Accepted) {
                    break;
                }
            }
            acknowledge(page, word);
        }
    }

    private static void createPages(Repository repository, String round) {
        for (int i = 0; ; i++) {
            String word = "new" + round + "-" + i;
            PageId page = repository.create(new Title(word), word + "\n").page();
            acknowledge(page, word);
        }
    }

    private static void acknowledge(PageId page, String word) {
        synchronized (System.out) {
            System.out.println(page + " " + word);
            System.out.flush();
        }
    }
}
