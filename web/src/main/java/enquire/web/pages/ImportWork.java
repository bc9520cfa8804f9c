package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.vault.ImportReport;
import enquire.web.vault.ImportStep;
import enquire.web.vault.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An import that was begun by a form, on a thread of its own, and what came of it. Thread-safe. */
final class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    /** How it stands. */
    sealed interface State {
        /** It goes on. */
        record Running(ImportStep step, int done, int of) implements State {}

        /** It came to its end at that time. */
        record Done(ImportReport report, Instant at) implements State {}

        /** It was refused, or ended before its end. */
        record Failed(Exception why, Instant at) implements State {}
    }

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = new State.Running(ImportStep.READING, 0, 0);

    private final String name;
    private final InstantSource clock;

    /**
     * @param name of what is imported, for people
     */
    ImportWork(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    /**
     * Begins to import; once.
     *
     * @param source a folder or a file
     * @param sent whether it came from a browser, so that it goes away in the end
     * @param language of what the report says
     * @param behind is run when it is over, before {@link #state} says so and {@link #await}
     *     returns: whoever sees the end may begin the next one
     */
    void begin(
            Wiki wiki,
            Path source,
            Imports.Wish wish,
            boolean sent,
            Language language,
            Runnable behind) {
        Thread.ofVirtual()
                .name("import")
                .start(() -> {
                    try {
                        Speaking.in(language, () -> run(wiki, source, wish, sent, behind));
                    } finally {
                        ended.countDown();
                    }
                });
    }

    State state() {
        return state;
    }

    /** Waits until it is done, but not longer than this: a small one is at once. */
    void await(Duration timeMax) {
        try {
            ended.await(timeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Wiki wiki, Path source, Imports.Wish wish, boolean sent, Runnable behind) {
        State end = state;
        try {
            end = run(wiki, source, wish);
        } finally {
            if (sent) {
                remove(source);
            }
            behind.run();
            state = end;
        }
    }

    private State run(Wiki wiki, Path source, Imports.Wish wish) {
        try {
            ImportReport report =
                    Files.isDirectory(source)
                            ? Imports.folder(wiki.repository(), source, wish, this::at)
                            : Imports.file(wiki.repository(), source, wish, this::at);
            return new State.Done(report, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new State.Failed(e, clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.warn("An import ended before its end: {}", e.getMessage());
            return new State.Failed(e, clock.instant());
        }
    }

    /** Told from many threads, and out of order: the furthest counts. */
    private synchronized void at(ImportStep step, int done, int of) {
        if (state instanceof State.Running running
                && (running.step() != step || running.done() < done)) {
            state = new State.Running(step, done, of);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays: {}", file, e.getMessage());
        }
    }
}
