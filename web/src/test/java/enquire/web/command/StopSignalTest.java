package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.ServeProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and a real SIGTERM. */
class StopSignalTest {

    @TempDir Path folder;

    @Test
    void aNodeThatIsAskedToStopClosesEverythingAndEndsWithZero() throws Exception {
        Path data = folder.resolve("data");
        try (ServeProcess node = ServeProcess.start(data)) {
            assertEquals(201, makeWiki(node));

            assertEquals(0, node.stop());
        }

        assertEquals(0, Files.size(data.resolve("lock")), "nobody is announced any more");
        try (Stream<Path> files = Files.walk(data)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith("-wal")).toList(),
                    "SQLite takes its log in when it is closed");
        }
        assertEquals("", Files.readString(folder.resolve("data.err")));
    }

    @Test
    void aNodeThatIsStoppedLeavesNoNativeLibraryBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process node =
                java(
                        "-Djava.io.tmpdir=" + temporary,
                        "enquire.web.Main",
                        "serve",
                        "--no-browser",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        "0",
                        "--peer-port",
                        "0",
                        "--peer-bind",
                        "127.0.0.1");
        assertTrue(firstLine(node).startsWith("Enquire is at "));
        assertFalse(isEmpty(temporary), "SQLite has unpacked its library");

        assertEquals(0, stop(node));

        assertTrue(isEmpty(temporary));
    }

    @Test
    void aCloseThatFailsIsOneAndIsSaid() throws Exception {
        Process failing = java("enquire.web.command.FailsToClose");
        assertEquals("ready", firstLine(failing));

        assertEquals(1, stop(failing));

        String said = Files.readString(folder.resolve("err"));
        assertTrue(said.contains("did not close cleanly"), said);
        assertTrue(said.contains("the disk is gone"), said);
    }

    private static int makeWiki(ServeProcess node) throws Exception {
        URI wikis = node.uri("/-/api/v1/wikis");
        HttpRequest request =
                HttpRequest.newBuilder(wikis)
                        .header("Authorization", "Bearer " + node.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Harbour\"}"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private Process java(String... words) throws Exception {
        var command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    }

    private static String firstLine(Process process) throws Exception {
        return String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    private static int stop(Process process) throws Exception {
        process.destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static boolean isEmpty(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
