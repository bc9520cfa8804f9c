package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import enquire.storage.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Whole nodes on a simulated clock, network and disk, in one thread. A failure prints the line that
 * replays it. {@code -Denquire.seeds=10000} for more, from {@code -Denquire.firstSeed=1}, every
 * fifth with {@code -Denquire.seedStep=5}; {@code -Dseed=…} for one, which then logs what it
 * expects to fail.
 */
@Execution(ExecutionMode.CONCURRENT) // Each in a thread of its own, and one on each core.
@Tag("long")
class SimulationTest {

    private static final long FIRST = Long.getLong("enquire.firstSeed", 1);
    private static final int SEEDS = Integer.getInteger("enquire.seeds", 200);
    private static final long STEP = Long.getLong("enquire.seedStep", 1);

    private static final LongAdder worlds = new LongAdder();
    private static final LongAdder edits = new LongAdder();
    private static final LongAdder acknowledged = new LongAdder();
    private static final LongAdder crashes = new LongAdder();
    private static final LongAdder failures = new LongAdder();
    private static final LongAdder lost = new LongAdder();
    private static final LongAdder restores = new LongAdder();
    private static final LongAdder membersChanged = new LongAdder();
    private static final LongAdder fetched = new LongAdder();
    private static final LongAdder redacted = new LongAdder();
    private static final LongAdder filesRedacted = new LongAdder();
    private static final LongAdder trusted = new LongAdder();
    private static final LongAdder claims = new LongAdder();
    private static final LongAdder objections = new LongAdder();

    private static final String REPLAY =
            "replay: mvn -pl sync -am test -Dtest=SimulationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=";

    private static final Long ONE = Long.getLong("seed");

    /** Of more seeds than each build runs, those that found something. */
    private static final long[] FOUND = {
        210, 359, 400, 600, 610, 768, 838, 848, 952, 976, 1250, 7224, 9612, 9820
    };

    static LongStream seeds() {
        return ONE == null
                ? LongStream.concat(
                        LongStream.iterate(FIRST, seed -> seed + STEP).limit(SEEDS),
                        LongStream.of(FOUND))
                : LongStream.of(ONE);
    }

    /** Disks that fail are the rule here; whoever replays one seed wants to see it all. */
    @BeforeAll
    static void logErrorsOnly() {
        if (ONE == null) {
            logger().setLevel(Level.ERROR);
        }
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("enquire");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nodesConvergeAndKeepWhatTheyAcknowledged(long seed) throws IOException {
        run(seed);
    }

    @Test
    void oneSeedIsOneStory() throws IOException {
        assertEquals(run(30), run(30)); // Members change, files are attached, not all keep all.
    }

    private static String run(long seed) throws IOException {
        Path folder = Files.createTempDirectory(fast(), "enquire-simulation");
        String replay = REPLAY + seed;
        try (var world = new SimulatedWorld(folder, seed, replay)) {
            world.run();
            worlds.increment();
            edits.add(world.edits);
            acknowledged.add(world.auditor().acknowledged);
            crashes.add(world.crashes);
            failures.add(world.failures);
            lost.add(world.lost);
            restores.add(world.restores);
            membersChanged.add(world.changed);
            fetched.add(world.fetched);
            redacted.add(world.redacted);
            filesRedacted.add(world.filesRedacted);
            trusted.add(world.trusted);
            claims.add(world.copies().claims());
            return world.trace();
        } catch (AssertionError e) {
            objections.increment();
            // Whoever objected does not always know the seed.
            boolean told = String.valueOf(e.getMessage()).contains(replay);
            throw told ? e : new AssertionError(replay + "\n" + e.getMessage(), e);
        } catch (RuntimeException e) {
            objections.increment();
            throw new AssertionError(replay, e);
        } finally {
            FolderTree.remove(folder);
        }
    }

    /** In memory where there is such a place: what SQLite flushes is flushed either way. */
    private static Path fast() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    @AfterAll
    static void print() {
        logger().setLevel(null);
        System.out.printf(
                "Simulated %d worlds: %,d things done by people, %,d edits acknowledged, %,d crashes, %,d failed transactions, %,d old copies put back, %,d changes of members, %,d attachments fetched, %,d words and %,d files taken out of pasts, %,d made admin to vouch for it, %,d copies claimed, %,d frames lost; the auditor objected %d times%n",
                worlds.sum(),
                edits.sum(),
                acknowledged.sum(),
                crashes.sum(),
                failures.sum(),
                restores.sum(),
                membersChanged.sum(),
                fetched.sum(),
                redacted.sum(),
                filesRedacted.sum(),
                trusted.sum(),
                claims.sum(),
                lost.sum(),
                objections.sum());
    }
}
