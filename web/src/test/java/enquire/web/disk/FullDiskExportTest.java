package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.BetweenLooks;
import enquire.web.LiveFolder;
import enquire.web.ServeProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports to a disk that takes no more in the middle: files of a process that cannot grow. */
class FullDiskExportTest {

    /** Some pages fit into files of this size; an attachment, or all of them in one, do not. */
    private static final int ROOM_BYTES = 400_000;

    private static final int PAGE_BYTES = 150_000;

    @TempDir Path folder;

    private final Random random = new Random(7);

    @Test
    void nothingHalfDoneStaysItIsSaidWhyAndWithRoomItWorks() throws Exception {
        try (var disk = new BoundedFiles(folder);
                ServeProcess node = disk.start();
                var client = new NodeClient(node)) {
            client.createWiki();
            for (int i = 0; i < 4; i++) {
                put(client, "Page_" + i);
            }
            Path history = folder.resolve("history.git");
            assertEquals(4, reported(client, history).pages());
            String before = head(history);
            byte[] picture = noise(2 * ROOM_BYTES).getBytes(StandardCharsets.US_ASCII);
            client.send("POST", "/-/api/v1/wikis/w/files?page=Page_0&name=plan.png", picture);

            Path out = Files.createDirectories(folder.resolve("out"));
            for (String target : List.of("wiki.zip", "wiki")) {
                for (String kind : List.of("", "--site")) {
                    String said = command(disk, out.resolve(target), kind);
                    assertTrue(said.contains("cannot be written (File too large)"), said);
                    assertTrue(said.contains("Nothing of it stays there"), said);
                    assertTrue(said.contains("Choose a disk that takes larger files"), said);
                    assertEquals(List.of(), names(out));
                }
            }

            disk.fillBut(ROOM_BYTES);
            String refused = git(client, history).body();
            assertTrue(refused.contains("was not written to its end"), refused);
            assertTrue(refused.contains("The commits that it has stay"), refused);
            assertEquals(before, head(history));
            String screen = byForm(client, "markdown");
            assertTrue(screen.contains("It could not be made (file too large)"), screen);
            assertTrue(screen.contains("Nothing of it is left"), screen);
            assertEquals(List.of(), parts(disk.data()));

            disk.makeRoom();
            assertEquals(1, reported(client, history).files());
            screen = byForm(client, "markdown");
            assertTrue(screen.contains("4 pages and 1 file"), screen);
        }
    }

    private record Reported(int pages, int files) {}

    private static Reported reported(NodeClient client, Path to) throws Exception {
        var report = NodeClient.read(lastLine(git(client, to).body())).path("report");
        return new Reported(report.path("pages").asInt(), report.path("files").asInt());
    }

    private static String lastLine(String lines) {
        return lines.strip().substring(lines.strip().lastIndexOf('\n') + 1);
    }

    private static HttpResponse<String> git(NodeClient client, Path to) throws Exception {
        return client.api("POST", "wikis/w/git", "{\"folder\": \"%s\"}".formatted(to));
    }

    private static String head(Path repository) throws IOException {
        return Files.readString(repository.resolve("refs/heads/main"));
    }

    private static String byForm(NodeClient client, String kind) throws Exception {
        client.send("POST", "/w/-/export/" + kind, new byte[0]);
        Instant end = Instant.now().plusSeconds(60);
        String screen = client.get("/w/-/export").body();
        while (screen.contains("strip wait") && Instant.now().isBefore(end)) {
            BetweenLooks.pause();
            screen = client.get("/w/-/export").body();
        }
        return screen;
    }

    /** What the command says whose files cannot grow, and that it fails. */
    private String command(BoundedFiles disk, Path target, String kind) throws Exception {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("prlimit", "--fsize=" + ROOM_BYTES));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of("enquire.web.Main", "export", target.toString()));
        words.addAll(List.of("--data", disk.data().toString()));
        if (!kind.isEmpty()) {
            words.add(kind);
        }
        Path said = folder.resolve("said.txt");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the command did not end");
        assertEquals(1, process.exitValue(), Files.readString(said));
        return Files.readString(said);
    }

    private static List<Path> parts(Path data) throws IOException {
        return LiveFolder.files(data, file -> file.toString().endsWith(".part"));
    }

    private static List<Path> names(Path out) throws IOException {
        try (Stream<Path> left = Files.list(out)) {
            return left.toList();
        }
    }

    private void put(NodeClient client, String title) throws Exception {
        String text = noise(PAGE_BYTES);
        assertEquals(201, client.api("PUT", "wikis/w/pages/" + title, text).statusCode());
    }

    /** In lines, as people write. */
    private String noise(int chars) {
        byte[] bytes = new byte[chars * 3 / 4];
        random.nextBytes(bytes);
        return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
    }
}
