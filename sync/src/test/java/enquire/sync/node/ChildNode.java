package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link NodeProcess} as a test sees it: asked a line, it answers one. One thread at a time. */
final class ChildNode implements AutoCloseable {

    private static final int EXIT_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final String address;

    private ChildNode(Process process) {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.address = line("listens ");
    }

    /**
     * A node.
     *
     * @param before what the command of the JVM is started by: with nothing in it, by itself
     * @param data its data folder, whose last name is the name of the person
     * @param bind the address that it listens on for peers
     */
    static ChildNode start(List<String> before, Path data, String bind) throws IOException {
        return start(
                before,
                NodeProcess.class,
                List.of(data.toString(), data.getFileName().toString(), bind));
    }

    /** Another program that answers in the same way. */
    static ChildNode start(List<String> before, Class<?> main, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        // Most of them are over before the better compiler has paid for itself.
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ChildNode(builder.start());
    }

    /** Where it can be reached: host and port. */
    String address() {
        return address;
    }

    String ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line("= ");
    }

    /** What stands behind the next line's beginning; notices of the log are passed over. */
    private String line(String beginning) {
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = answers.readLine();
            }
            assertTrue(line != null, "the node ended");
            return line.substring(beginning.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, "" + process.pid());
        assertEquals(0, kill.inheritIO().start().waitFor());
    }

    /** As by a power cut. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS));
    }

    void stop() throws Exception {
        questions.write("stop\n");
        questions.flush();
        assertTrue(process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
