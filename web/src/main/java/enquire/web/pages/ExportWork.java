package enquire.web.pages;

import enquire.storage.StorageException;
import enquire.web.git.GitExport;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.vault.ExportArchive;
import enquire.web.vault.ExportProgress;
import enquire.web.vault.ExportSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An export that was begun by a form, on a thread of its own, and what came of it. Thread-safe. */
final class ExportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ExportWork.class);

    /** What is exported. */
    enum Kind {
        MARKDOWN,
        SITE,
        HISTORY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it stands. */
    sealed interface State {
        /**
         * It goes on.
         *
         * @param reading whether pasts are read, before anything is written
         * @param of 0 while nobody knows
         */
        record Running(boolean reading, int done, int of) implements State {}

        /** A file is whole and can be saved, until it is removed after a while. */
        record Made(Path file, long bytes, ExportSummary summary) implements State {}

        /** The history is in the folder. */
        record Written(Path folder, GitExport.Report report) implements State {}

        /**
         * The hour of a file is over, or something was taken out of the wiki for good: it is not on
         * this computer any more.
         */
        record Gone() implements State {}

        /** It was not made, or not to its end. */
        record Failed(Exception why) implements State {}
    }

    /** Writes pages into an archive. */
    @FunctionalInterface
    interface Writer {
        ExportSummary write(ExportArchive archive, ExportProgress progress)
                throws IOException, InterruptedException;
    }

    /** Writes the history into a folder. */
    @FunctionalInterface
    interface HistoryWriter {
        GitExport.Report write(GitExport.Progress progress) throws IOException;
    }

    /** Nobody needs it any more: whoever writes is told so at the next page. */
    private static final class UnneededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnneededException() {
            super("unneeded", null, false, false);
        }
    }

    private final Kind kind;
    private final WorkEnds ends = new WorkEnds();
    private volatile State state = new State.Running(true, 0, 0);

    private ExportWork(Kind kind) {
        this.kind = kind;
    }

    /**
     * Begins to make a file, which is removed in the end, whatever comes of it.
     *
     * @param language of what the export says itself
     */
    static ExportWork file(Kind kind, Writer writer, Path target, Language language) {
        var work = new ExportWork(kind);
        work.start(language, () -> work.make(writer, target));
        return work;
    }

    /**
     * Begins to write a history.
     *
     * @param language of what is said if it is refused
     */
    static ExportWork history(HistoryWriter writer, Path folder, Language language) {
        var work = new ExportWork(Kind.HISTORY);
        work.start(language, () -> work.write(writer, folder));
        return work;
    }

    private void start(Language language, Runnable run) {
        Thread.ofVirtual().name("export").start(() -> Speaking.in(language, run));
    }

    Kind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    /** Whether another one may begin: whoever sees the end by the state may. */
    boolean ended() {
        return ends.isDone() || !(state instanceof State.Running);
    }

    /** Waits until it is made, but not longer than this: a small one is at once. */
    void await(Duration timeMax) {
        ends.awaitDone(timeMax);
    }

    /** Nobody needs it any more; see {@link #drop}, which waits as well. */
    void end() {
        ends.drop();
    }

    /** Another one takes its place, or the node stops: no file of it stays. */
    void drop() {
        end();
        ends.awaitOver();
    }

    private void at(boolean reading, int done, int of) {
        if (ends.isDropped()) {
            throw new UnneededException();
        }
        state = new State.Running(reading, done, of);
    }

    private void make(Writer writer, Path target) {
        State end = state;
        try {
            end = made(writer, target);
        } finally {
            ends.remove(target);
            state = end; // The screen says then that nothing of it is left.
            ends.over();
        }
    }

    private State made(Writer writer, Path target) {
        try {
            ExportSummary summary;
            try (var out = new RoomKeepingStream(target)) {
                summary = writer.write(new ExportArchive(out), (done, of) -> at(false, done, of));
            }
            state = new State.Made(target, Files.size(target), summary);
            ends.done();
            ends.keep();
            return new State.Gone();
        } catch (InterruptedException | UnneededException e) {
            return new State.Gone();
        } catch (IOException | RuntimeException e) {
            return failed(e);
        }
    }

    private void write(HistoryWriter writer, Path folder) {
        try {
            GitExport.Report report =
                    writer.write((step, done, of) -> at(step.equals(GitExport.READING), done, of));
            state = new State.Written(folder, report);
        } catch (IOException | RuntimeException e) {
            state = failed(e);
        } finally {
            ends.over();
        }
    }

    private static State failed(Exception why) {
        LOG.warn("An export ended before its end: {}", why.getMessage());
        boolean known = why instanceof IOException || why instanceof StorageException;
        if (!known && !(why instanceof UnneededException)) {
            LOG.error("An export failed as none should.", why);
        }
        return new State.Failed(why);
    }
}
