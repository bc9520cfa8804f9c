package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No damaged change that passes the screening ends the process; many that do not, would. */
@Tag("long")
class ScreeningFuzzTest {

    /** {@code -Denquire.mutations=1000000} for the long run. */
    private static final int MUTATIONS = Integer.getInteger("enquire.mutations", 20_000);

    private static final long SEED = Long.getLong("enquire.seed", 1);

    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) refused, (\\d+) taken, (\\d+) unfit");

    @TempDir Path folder;

    @Test
    void whatPassesTheScreeningNeverEndsTheProcess() throws Exception {
        Path tried = folder.resolve("tried");
        var ended =
                ChildProcess.run(
                        folder,
                        ScreeningProcess.class,
                        String.valueOf(SEED),
                        String.valueOf(MUTATIONS),
                        tried.toString(),
                        "screened");
        assertEquals(
                0,
                ended.exitCode(),
                () -> "seed " + SEED + ", " + read(tried) + "\n" + ended.output());
        System.out.println("Damaged changes, screened: " + ended.output().strip());
        Matcher summary = SUMMARY.matcher(ended.output());
        assertTrue(summary.find(), ended.output());
        assertTrue(Integer.parseInt(summary.group(2)) > 0, "nothing passed: " + ended.output());
    }

    @Test
    void withoutTheScreeningTheProcessEnds() throws Exception {
        var ended =
                ChildProcess.run(
                        folder,
                        ScreeningProcess.class,
                        String.valueOf(SEED),
                        "20000",
                        folder.resolve("tried").toString(),
                        "unscreened");
        assertNotEquals(0, ended.exitCode(), ended.output());
        assertTrue(ended.output().contains("panicked"), ended.output());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "no change was tried";
        }
    }
}
