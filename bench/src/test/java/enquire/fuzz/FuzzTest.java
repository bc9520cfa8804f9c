package enquire.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No input does anything to a decoder but what its documentation says. {@code
 * -Denquire.fuzzSeconds=600} for more than 3 s each, from inputs drawn anew.
 */
class FuzzTest {

    private static final int BUILD_SECONDS = 3;

    private static final int SECONDS = Integer.getInteger("enquire.fuzzSeconds", BUILD_SECONDS);

    /**
     * The build draws the same inputs each time, so that it fails for what changed and not by luck;
     * a longer run draws others (0) each time, and says with which seed.
     */
    private static final int SEED =
            Integer.getInteger("enquire.fuzzSeed", SECONDS == BUILD_SECONDS ? 1 : 0);

    /**
     * The fast harnesses have reached by then what they reach in 5 s, of which the build gives 3 (a
     * look at their coverage); -1, as a longer run takes, for no bound.
     */
    private static final int INPUTS_MAX = SECONDS == BUILD_SECONDS ? 100_000 : -1;

    /** The machines this runs on have two cores. */
    private static final int AT_ONCE = 2;

    /** Kept, so that the next run goes on from there. */
    private static final Path KEPT =
            Path.of(System.getProperty("enquire.fuzzFolder", "target/fuzz"));

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Harness.class)
    void theCorpusBreaksNothing(Harness harness) throws Exception {
        List<Path> corpus = harness.corpus();
        assertFalse(corpus.isEmpty());
        for (Path input : corpus) {
            harness.feed(Files.readAllBytes(input));
        }
    }

    @Test
    void whatJazzerFindsToFeedBreaksNothing() throws Exception {
        var running = new ArrayList<Future<JazzerRun.Result>>();
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Harness harness : Harness.values()) {
                Path kept = KEPT.resolve(name(harness)).toAbsolutePath();
                Path own = Files.createDirectories(folder.resolve(name(harness)));
                running.add(
                        executor.submit(
                                () -> JazzerRun.of(harness, SECONDS, INPUTS_MAX, SEED, kept, own)));
            }
            var broken = new StringBuilder();
            for (Harness harness : Harness.values()) {
                JazzerRun.Result result = running.get(harness.ordinal()).get();
                System.out.printf(
                        "Fuzzed %s for at most %d s: %s%n",
                        name(harness), SECONDS, result.summary());
                if (!result.clean()) {
                    broken.append(described(harness, result));
                }
            }
            assertEquals("", broken.toString());
        }
    }

    private static String name(Harness harness) {
        return harness.target().getSimpleName();
    }

    private static String described(Harness harness, JazzerRun.Result result) throws IOException {
        var text =
                new StringBuilder(
                        "%s ended with %d after %,d inputs. Keep what broke it in src/test/resources/fuzz/%s:%n"
                                .formatted(
                                        harness,
                                        result.exitCode(),
                                        result.inputs(),
                                        name(harness)));
        for (Path input : result.findings()) {
            text.append(input.getFileName())
                    .append(": ")
                    .append(HexFormat.of().formatHex(Files.readAllBytes(input)))
                    .append('\n');
        }
        return text.append(result.summary()).toString();
    }
}
