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

    private final Process process;
    private final Path data;
    private final URI address;

    private ServeProcess(Process process, Path data, URI address) {
        this.process = process;
        this.data = data;
        this.address = address;
    }

    /** Returns when the node answers. */
    public static ServeProcess start(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("enquire.web.Main");
        command.addAll(List.of("serve", "--data", data.toString(), "--port", "0"));
        command.addAll(List.of("--peer-port", "0", "--peer-bind", "127.0.0.1"));
        command.addAll(List.of("--name", "Alice", "--no-browser"));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(data.resolveSibling(data.getFileName() + ".err").toFile())
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> line = FirstLine.of(process, out, LINE);
        if (line.isEmpty()) {
            String why = Files.readString(data.resolveSibling(data.getFileName() + ".err"));
            process.destroyForcibly();
            throw new IOException("the node did not start: " + why);
        }
        return new ServeProcess(process, data, URI.create(line.get().substring(LINE.length())));
    }

    public URI uri(String path) {
        return address.resolve(path);
    }

    public String token() throws IOException {
        return Files.readString(data.resolve("api-token")).strip();
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
