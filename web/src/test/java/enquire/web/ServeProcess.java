package enquire.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code enquire serve} in a process of its own, which can be killed. */
public final class ServeProcess implements AutoCloseable {

    private static final String LINE = "Enquire is at ";

    /** As {@code .build/java-options.sh}, and quicker to start on a busy computer. */
    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    /**
     * How it is started.
     *
     * @param before what stands before {@code java} on its command line
     * @param options for {@code java}
     * @param data the data folder as the process sees it
     * @param seen the data folder as this process sees it
     * @param errors where stderr goes
     */
    public record Launch(
            List<String> before, List<String> options, Path data, Path seen, Path errors) {}

    /** The node ended before it answered. */
    public static final class NotStarted extends IOException {

        private static final long serialVersionUID = 1L;

        private final int exitCode;
        private final String words;

        private NotStarted(int exitCode, String words) {
            super("the node did not start: " + words);
            this.exitCode = exitCode;
            this.words = words;
        }

        public int exitCode() {
            return exitCode;
        }

        /** What it said on stderr. */
        public String words() {
            return words;
        }
    }

    private final Process process;
    private final Launch launch;
    private final URI address;

    private ServeProcess(Process process, Launch launch, URI address) {
        this.process = process;
        this.launch = launch;
        this.address = address;
    }

    /** Returns when the node answers. */
    public static ServeProcess start(Path data) throws IOException {
        Path errors = data.resolveSibling(data.getFileName() + ".err");
        return start(new Launch(List.of(), List.of(), data, data, errors), "Alice");
    }

    /**
     * @throws NotStarted if it ends before it answers
     */
    public static ServeProcess start(Launch launch, String name) throws IOException {
        List<String> command = new ArrayList<>(launch.before());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(launch.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("enquire.web.Main");
        command.addAll(List.of("serve", "--data", launch.data().toString(), "--port", "0"));
        command.addAll(List.of("--peer-port", "0", "--peer-bind", "127.0.0.1"));
        command.addAll(List.of("--name", name, "--no-browser"));
        Process process =
                new ProcessBuilder(command).redirectError(launch.errors().toFile()).start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> line = FirstLine.of(process, out, LINE);
        if (line.isEmpty()) {
            process.onExit().join();
            throw new NotStarted(process.exitValue(), Files.readString(launch.errors()));
        }
        return new ServeProcess(process, launch, URI.create(line.get().substring(LINE.length())));
    }

    public URI uri(String path) {
        return address.resolve(path);
    }

    public String token() throws IOException {
        return Files.readString(launch.seen().resolve("api-token")).strip();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it said on stderr so far. */
    public String words() throws IOException {
        return Files.readString(launch.errors());
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * SIGTERM.
     *
     * @return the exit code
     */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the node did not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
