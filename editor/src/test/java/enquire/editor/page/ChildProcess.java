package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what may end its whole process in a process of its own. */
final class ChildProcess {

    private static final long DEADLINE_SECONDS = 3_600;

    private ChildProcess() {}

    record Ended(int exitCode, String output) {}

    static Ended run(Path folder, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:+UseSerialGC",
                                // An aborted process leaves the unpacked library behind.
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
            return new Ended(
                    process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            process.destroyForcibly();
        }
    }
}
