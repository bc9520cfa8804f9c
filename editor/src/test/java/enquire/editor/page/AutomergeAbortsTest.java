package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.automerge.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ends the whole process in automerge-java 0.0.7, tried in a process of its own. If one of
 * these fails after an upgrade, the care that is taken around it can go.
 */
class AutomergeAbortsTest {

    private static final long DEADLINE_SECONDS = 120;

    @TempDir Path folder;

    private record Ended(int exitCode, String output) {}

    /**
     * Two people renamed one page while apart, and the title that arrives is the one that loses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"patches", "diff"})
    void readingPatchesInWhichTwoValuesOfOneKeyMeetEndsTheProcess(String way) throws Exception {
        Ended ended = run(way);
        assertNotEquals(0, ended.exitCode());
        assertFalse(ended.output().contains(AbortingProcess.SURVIVED));
    }

    @Test
    void takingSuchChangesInWithoutPatchesDoesNot() throws Exception {
        Ended ended = run("apply");
        assertTrue(ended.output().contains(AbortingProcess.SURVIVED), ended.output());
        assertEquals(0, ended.exitCode());
    }

    @Test
    void namingTheRootBeforeTheFirstDocumentFailsForGood() throws Exception {
        Ended ended = run("root");
        assertNotEquals(0, ended.exitCode());
        assertTrue(ended.output().contains("UnsatisfiedLinkError"), ended.output());
    }

    private Ended run(String way) throws IOException, InterruptedException, URISyntaxException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                // An aborted process leaves the unpacked library behind.
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                location(AbortingProcess.class)
                                        + System.getProperty("path.separator")
                                        + location(Document.class),
                                AbortingProcess.class.getName(),
                                way)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
        return new Ended(
                process.exitValue(),
                java.nio.file.Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
