package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed node leaves changes of pages in the folder for temporary files. */
class ExaminationFoldersTest {

    private static final int END_SECONDS_MAX = 60;

    @TempDir private Path temporary;

    private Path with(String name) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("changes"), "a secret");
        return folder;
    }

    private static long ended() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(java.toString(), "--version")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertTrue(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
        return process.pid();
    }

    @Test
    void whatAProcessLeftThatHasEndedGoes() throws Exception {
        long own = ProcessHandle.current().pid();
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path left = with("enquire-examination-%d-1".formatted(ended()));
        Path before = with("enquire-examination-%d-1".formatted(own));
        Path others = with("enquire-examination-%d-1".formatted(parent));
        Path foreign = with("enquire-examination");
        Path used = ExaminationFolders.create(temporary);

        ExaminationFolders.removeLeft(temporary);

        assertFalse(Files.exists(left));
        assertFalse(Files.exists(before));
        assertEquals("a secret", Files.readString(others.resolve("changes")));
        assertEquals("a secret", Files.readString(foreign.resolve("changes")));
        assertTrue(Files.isDirectory(used));
        ExaminationFolders.remove(used);
        assertFalse(Files.exists(used));
    }
}
