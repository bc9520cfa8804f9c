package enquire.web.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the program in a process of its own, which a full disk can be given to. */
final class CommandProcess {

    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m");

    private CommandProcess() {}

    /**
     * How it ended.
     *
     * @param words all that it said
     */
    record Said(int code, String words) {}

    /**
     * @param before what stands before {@code java} on its command line
     * @param temporary a folder for its temporary files
     */
    static Said run(List<String> before, Path temporary, String... words) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("enquire.web.Main");
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " does not end: " + said);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Said(process.exitValue(), said);
    }
}
