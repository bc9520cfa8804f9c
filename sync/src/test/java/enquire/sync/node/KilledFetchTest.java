package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.PieceTree;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Holding;
import enquire.sync.roster.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node in a process of its own is killed while a file comes that is larger than its memory. Its
 * peer holds the first half only until then, so that it is killed with exactly that.
 */
@Timeout(value = 1_200, unit = TimeUnit.SECONDS)
class KilledFetchTest {

    private static final int HALF_PIECES = 160;
    private static final int HALF_BYTES = HALF_PIECES * PieceTree.PIECE_BYTES;
    private static final int FILE_BYTES = 2 * HALF_BYTES;

    private final Path folder;
    private final Path film;

    @AutoClose private final Meetings meetings;
    private Process bob;
    private BufferedReader answers;

    KilledFetchTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        film = folder.resolve("film.mp4");
        meetings = new Meetings(folder);
    }

    @AfterEach
    void stopBob() {
        bob.destroyForcibly();
    }

    @Test
    void whatCameBeforeTheKillIsNotFetchedAgainAndTheFileNeverLiesInMemory() throws Exception {
        Node first = meetings.open("Alice");
        int port = first.listen();
        Wiki garden = first.create("Garden");
        BlobId blob = attachFilm(garden);
        Path whole = garden.repository().blobs().file(blob).orElseThrow();
        meetings.stop(first);
        leaveHalf(whole, blob);
        Node withHalf = meetings.open("Alice", port);
        withHalf.listen();
        Wiki half = withHalf.wikis().getFirst();

        startBob();
        join(half.invite(Role.WRITER).text());
        Meetings.awaitLong("Bob has what Alice has", () -> anotherHoldsHalf(half, blob));
        bob.destroyForcibly().waitFor();
        assertEquals(Optional.empty(), heldByBob(blob));
        meetings.stop(withHalf);
        Files.move(film, whole);
        Node again = meetings.open("Alice", port);
        again.listen();
        startBob();

        Meetings.awaitLong("the file is there", () -> heldByBob(blob).isPresent());
        assertEquals(-1, Files.mismatch(whole, heldByBob(blob).orElseThrow()));
        long sent = again.peerStatistics().bytesSent();
        assertTrue(
                sent < HALF_BYTES + 8L * PieceTree.PIECE_BYTES,
                "what had come was fetched again: %,d".formatted(sent));
        Wiki now = again.wikis().getFirst();
        assertEquals("", Meetings.problem(now, now.members().getLast().peer()));
    }

    private BlobId attachFilm(Wiki garden) throws IOException {
        var random = new Random(1);
        byte[] piece = new byte[PieceTree.PIECE_BYTES];
        try (var out = Files.newOutputStream(film)) {
            for (int written = 0; written < FILE_BYTES; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        BlobStore.Stored stored;
        try (var content = Files.newInputStream(film)) {
            stored = garden.repository().blobs().add(content, FILE_BYTES);
        }
        String manifest =
                "{\"name\":\"film.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(FILE_BYTES, stored.root());
        var page = garden.repository().create(new Title("Roses"), "![[film.mp4]]");
        garden.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        return stored.blob();
    }

    /** As if only so much had come to Alice. */
    private void leaveHalf(Path whole, BlobId blob) throws IOException {
        Path wiki = whole.getParent().getParent().getParent();
        String name = blob.toString();
        Path incoming = Files.createDirectories(wiki.resolve("incoming"));
        byte[] leaves =
                Files.readAllBytes(
                        wiki.resolve("leaves").resolve(name.substring(0, 2)).resolve(name));
        Files.write(
                incoming.resolve(name + PartFile.LEAVES),
                Arrays.copyOfRange(leaves, PieceTree.HASH_BYTES, leaves.length));
        Path part = incoming.resolve(name + PartFile.PIECES);
        Files.move(whole, part);
        try (var pieces = FileChannel.open(part, StandardOpenOption.WRITE)) {
            pieces.truncate(HALF_BYTES);
        }
    }

    private static boolean anotherHoldsHalf(Wiki wiki, BlobId blob) {
        Holdings holdings = wiki.files().fetching().holdings();
        return wiki.members().stream()
                .flatMap(member -> holdings.part(member.peer(), blob).stream())
                .map(bits -> Holding.pieces(bits, 2 * HALF_PIECES))
                .anyMatch(pieces -> pieces.cardinality() == HALF_PIECES);
    }

    private Optional<Path> heldByBob(BlobId blob) {
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

    /** With a heap that is smaller than the file. */
    private void startBob() throws IOException {
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
        bob = command.start();
        answers =
                new BufferedReader(
                        new InputStreamReader(bob.getInputStream(), StandardCharsets.UTF_8));
        line("listens ");
    }

    /** What stands behind the next line's beginning; notices of the log are passed over. */
    private String line(String beginning) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = answers.readLine();
        }
        assertTrue(line != null, "the child ended");
        return line.substring(beginning.length());
    }

    /** Tries again, as people do who are asked to: the other computer may be busy. */
    private void join(String invite) {
        Meetings.await(
                "Bob joined",
                () -> {
                    try {
                        bob.getOutputStream()
                                .write(("join " + invite + "\n").getBytes(StandardCharsets.UTF_8));
                        bob.getOutputStream().flush();
                        return !line("= ").startsWith("not joined");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
