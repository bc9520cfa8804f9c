package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own is killed while a file comes that is larger than its memory. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KilledFetchTest {

    private static final int FILE_BYTES = 200 << 20;
    private static final int BEFORE_THE_KILL_BYTES = 70 << 20;

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Process bob;

    KilledFetchTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @AfterEach
    void stopBob() {
        bob.destroyForcibly();
    }

    @Test
    void whatCameBeforeTheKillIsNotFetchedAgainAndTheFileNeverLiesInMemory() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Path file = randomFile();
        BlobId blob;
        try (var content = Files.newInputStream(file)) {
            var stored = garden.repository().blobs().add(content, FILE_BYTES);
            blob = stored.blob();
            String manifest =
                    "{\"name\":\"film.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                            .formatted(FILE_BYTES, stored.root());
            var page = garden.repository().create(new Title("Roses"), "![[film.mp4]]");
            garden.repository().attach(page.page(), Map.of(blob, manifest));
        }

        bob = start();
        tell("join " + garden.invite(Role.WRITER).text());
        Meetings.await("much has come", () -> sent(alice) > BEFORE_THE_KILL_BYTES);
        bob.destroyForcibly().waitFor();
        long before = sent(alice);
        assertTrue(before < FILE_BYTES, "it was killed too late: " + before);
        bob = start();

        Meetings.await("the file is there", () -> found(blob));
        Meetings.await("all of it", () -> mismatch(file, blob) == -1);
        long all = sent(alice);
        System.out.printf("%,d bytes sent before the kill, %,d in all%n", before, all);
        assertTrue(
                all < FILE_BYTES + (before / 2),
                "what had come was fetched again: %,d, then %,d".formatted(before, all));
        assertEquals("", Meetings.problem(garden, garden.members().getLast().peer()));
    }

    private static long sent(Node node) {
        return node.peerStatistics().bytesSent();
    }

    private Path randomFile() throws IOException {
        Path file = folder.resolve("film.mp4");
        var random = new Random(1);
        byte[] part = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (int written = 0; written < FILE_BYTES; written += part.length) {
                random.nextBytes(part);
                out.write(part);
            }
        }
        return file;
    }

    private boolean found(BlobId blob) {
        return held(blob).isPresent();
    }

    private long mismatch(Path file, BlobId blob) {
        try {
            return Files.mismatch(file, held(blob).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private java.util.Optional<Path> held(BlobId blob) {
        String name = blob.toString();
        try (Stream<Path> wikis = Files.list(folder.resolve("Bob").resolve("wikis"))) {
            return wikis.map(wiki ->
                            wiki.resolve("blobs").resolve(name.substring(0, 2)).resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a third of the file's size for its heap. */
    private Process start() throws IOException {
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        folder.resolve("Bob").toString(),
                        "Bob",
                        "127.0.0.1");
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process started = command.start();
        var answers =
                new BufferedReader(
                        new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String line = answers.readLine();
        while (line != null && !line.startsWith("listens ")) {
            line = answers.readLine();
        }
        assertTrue(line != null, "the child ended");
        return started;
    }

    private void tell(String line) throws IOException {
        bob.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        bob.getOutputStream().flush();
    }
}
