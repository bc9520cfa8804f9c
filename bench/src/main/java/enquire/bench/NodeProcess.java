package enquire.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real node, started by {@code ./enquire serve} as a person would, on free ports of the loopback
 * interface.
 */
final class NodeProcess implements AutoCloseable {

    private static final String READY = "Enquire is at ";

    /** A guess at more than any start takes, even on a busy machine. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);

    private final Process process;
    private final URI address;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    private NodeProcess(Process process, URI address, String token) {
        this.process = process;
        this.address = address;
        this.token = token;
    }

    static NodeProcess start(Path home, Path data, String name) throws IOException {
        var command =
                List.of(
                        home.resolve("enquire").toString(),
                        "serve",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--peer-port",
                        "0",
                        "--peer-bind",
                        "127.0.0.1",
                        "--name",
                        name,
                        "--no-browser");
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                URI address = URI.create(line.substring(READY.length()).strip());
                return new NodeProcess(
                        process, address, Files.readString(data.resolve("api-token")).strip());
            }
        }
        throw new IOException("the node stopped before it could answer");
    }

    /**
     * Runs a command of the node's command line on the same data folder, and returns what it
     * printed.
     */
    static List<String> command(Path home, Path data, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(home.resolve("enquire").toString());
        command.addAll(List.of(words));
        command.add("--data");
        command.add(data.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> printed = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException(
                    String.join(" ", command) + " failed: " + String.join("\n", printed));
        }
        return printed;
    }

    URI address() {
        return address;
    }

    String token() {
        return token;
    }

    URI api(String path) {
        return address.resolve("/-/api/v1/" + path);
    }

    /** Asks for JSON. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                request(api(path)).header("Accept", "application/json").GET().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /**
     * One line of {@code /-/metrics}.
     *
     * @param name with its labels, as it is printed there
     */
    double metric(String name) throws IOException, InterruptedException {
        URI uri = address.resolve("/-/metrics");
        String all =
                http.send(request(uri).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
        return all.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no metric " + name));
    }

    /** What the heap holds now, used or not yet collected, in MiB. */
    long heapMib() throws IOException, InterruptedException {
        URI uri = address.resolve("/-/metrics");
        String all =
                http.send(request(uri).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
        double bytes =
                all.lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line ->
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
        return Math.round(bytes / (1 << 20));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(api(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String markdown)
            throws IOException, InterruptedException {
        return http.send(
                request(api(path))
                        .header("Content-Type", "text/markdown; charset=utf-8")
                        .PUT(HttpRequest.BodyPublishers.ofString(markdown))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token);
    }

    /** What the node has used of all processors so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory of the process, in MiB, as Linux counts it; 0 elsewhere. */
    long residentMib() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
