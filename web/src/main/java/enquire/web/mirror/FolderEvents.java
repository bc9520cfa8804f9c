package enquire.web.mirror;

import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that something in a folder has changed, as the operating system notices it. Only a hint
 * where to look. Thread-safe.
 */
final class FolderEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

    private final DirectoryWatcher watcher;
    private final CompletableFuture<Void> watching;

    private FolderEvents(DirectoryWatcher watcher, CompletableFuture<Void> watching) {
        this.watching = watching;
        this.watcher = watcher;
    }

    /**
     * Empty if the operating system has none for this folder, or no more of them.
     *
     * @param changed called by a thread of its own, with what may have changed, itself or below;
     *     empty if that is not known
     */
    static Optional<FolderEvents> of(Path top, Consumer<Optional<Path>> changed) {
        try {
            var watcher =
                    DirectoryWatcher.builder()
                            .path(top)
                            .fileHashing(false)
                            .listener(event -> {
                                Path file = event.path();
                                if (event.eventType() == EventType.OVERFLOW || file == null) {
                                    changed.accept(Optional.empty());
                                } else if (!file.startsWith(top.resolve(Folder.OWN))) {
                                    changed.accept(Optional.of(file));
                                }
                            })
                            .build();
            CompletableFuture<Void> watching =
                    watcher.watchAsync(work ->
                            Thread.ofPlatform().daemon().name("enquire-folder").start(work));
            var events = new FolderEvents(watcher, watching);
            if (watching.isCompletedExceptionally()) { // No more watches, most often.
                events.close();
                throw new IOException(watching.exceptionNow());
            }
            return Optional.of(events);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("The folder {} is looked at each second: {}", top, e.toString());
            return Optional.empty();
        }
    }

    /** Whether it still says anything: it ends where the system has no more room for it. */
    boolean isWorking() {
        return !watching.isDone();
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            LOG.debug("The watching of a folder did not end cleanly.", e);
        }
    }
}
