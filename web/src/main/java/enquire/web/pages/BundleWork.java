package enquire.web.pages;

import enquire.sync.node.BundleException;
import enquire.sync.node.Bundles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle that is being made or read, on a thread of its own, and what came of it. Thread-safe.
 */
final class BundleWork {

    private static final Logger LOG = LoggerFactory.getLogger(BundleWork.class);

    /** How it stands. */
    sealed interface State {
        /**
         * It is written.
         *
         * @param bytes so far
         * @param of that were weighed; in the end it may be some more
         */
        record Making(long bytes, long of) implements State {}

        /**
         * It is whole and can be saved.
         *
         * @param file which is removed after a while
         */
        record Made(Path file, long bytes) implements State {}

        /**
         * Its hour is over, or something was taken out of the wiki for good: it is not on this
         * computer any more.
         */
        record Gone() implements State {}

        /** It is looked through or taken in. */
        record Reading(Bundles.Step step, int done, int of) implements State {}

        /** It was taken in. */
        record Taken(Bundles.Report report) implements State {}

        /** What was to be made or read was not. */
        record Failed(boolean making, Exception why) implements State {}
    }

    private final WorkEnds ends = new WorkEnds();
    private volatile State state;

    private BundleWork(State begun) {
        this.state = begun;
    }

    /** Begins to write into a file, which is removed in the end, whatever comes of it. */
    static BundleWork make(
            Bundles bundles, Optional<Instant> since, boolean files, long weighed, Path target) {
        var work = new BundleWork(new State.Making(0, weighed));
        Thread.ofVirtual()
                .name("bundle-made")
                .start(() -> work.make(bundles, since, files, target));
        return work;
    }

    /** Begins to take in what lies in a file, which goes away with it. */
    static BundleWork read(Bundles bundles, Path incoming) {
        var work = new BundleWork(new State.Reading(Bundles.Step.CHECKED, 0, 0));
        Thread.ofVirtual().name("bundle-read").start(() -> work.take(bundles, incoming));
        return work;
    }

    State state() {
        return state;
    }

    /** Whether another one may begin: whoever sees the end by the state may. */
    boolean ended() {
        boolean goesOn = state instanceof State.Making || state instanceof State.Reading;
        return ends.isDone() || !goesOn;
    }

    /** Waits until it is made or read, but not longer than this: a small one is at once. */
    void await(Duration timeMax) {
        ends.awaitDone(timeMax);
    }

    /** Nobody needs it any more; see {@link #drop}, which waits as well. */
    void end() {
        ends.drop();
    }

    /**
     * Something else takes its place, or the node stops: nothing of one that was made stays. One
     * that is read goes on.
     */
    void drop() {
        end();
        if (!(state instanceof State.Reading)) {
            ends.awaitOver();
        }
    }

    private void make(Bundles bundles, Optional<Instant> since, boolean files, Path target) {
        State end = state;
        try {
            end = made(bundles, since, files, target);
        } finally {
            ends.remove(target);
            state = end; // The screen says then that it is not there.
            ends.over();
        }
    }

    private State made(Bundles bundles, Optional<Instant> since, boolean files, Path target) {
        try {
            try (OutputStream out = new Counted(Files.newOutputStream(target))) {
                bundles.write(out, since, files);
            }
            state = new State.Made(target, Files.size(target));
            ends.done();
            ends.keep();
            return new State.Gone();
        } catch (InterruptedException e) {
            return new State.Gone();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A bundle was not made: {}", e.getMessage());
            return new State.Failed(true, e);
        }
    }

    private void take(Bundles bundles, Path incoming) {
        try {
            state =
                    new State.Taken(
                            bundles.take(
                                    incoming,
                                    (step, done, of) -> state = new State.Reading(step, done, of)));
        } catch (BundleException e) {
            state = new State.Failed(false, e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("A bundle was not read to its end: {}", e.getMessage(), e);
            state = new State.Failed(false, e);
        } finally {
            ends.over();
        }
    }

    /** Says how much was written, and ends when nobody needs it any more. */
    private final class Counted extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = new BufferedOutputStream(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (ends.isDropped()) {
                throw new IOException("Enquire stops, or something was taken out of the wiki.");
            }
            out.write(from, offset, length);
            bytes += length;
            if (state instanceof State.Making making) {
                state = new State.Making(bytes, making.of());
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
