package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the options that {@code ./enquire} gives to Java. */
class OutOfMemoryTest {

    /** What {@code -XX:+ExitOnOutOfMemoryError} ends with; see README.md. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir Path folder;

    /** A node of which one thread is gone would go on answering, and not save. */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void itEndsTheProgramWithASentenceWhoeverSwallowsIt() throws Exception {
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        String script =
                """
                . ../.build/java-options.sh
                exec "$JAVA_HOME/bin/java" "${java_options[@]}" -Xmx40m -cp "$0" %s
                """
                        .formatted(FillsMemory.class.getName());
        var process =
                new ProcessBuilder("bash", "-c", script, System.getProperty("java.class.path"))
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("JDK_FEATURE", String.valueOf(Runtime.version().feature()));
        process.environment().put("application", folder.toString());

        assertEquals(OUT_OF_MEMORY, process.start().waitFor());
        String said = Files.readString(errors, StandardCharsets.UTF_8);
        assertTrue(said.contains("Everything that was saved is safe"), said);
        assertTrue(said.contains("Start it again"), said);
        assertEquals(false, Files.readString(output).contains("goes on"));
    }
}
