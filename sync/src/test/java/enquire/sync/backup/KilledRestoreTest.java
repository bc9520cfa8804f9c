package enquire.sync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.FolderTree;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A restore that is killed leaves no half of a data folder. {@code -Denquire.kills=100} for more.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledRestoreTest {

    private static final int KILLS = Integer.getInteger("enquire.kills", 4);
    private static final long SEED = Long.getLong("enquire.seed", 20261130);
    private static final int FILES = 30;
    private static final long END_SECONDS_MAX = 60;

    @TempDir Path folder;

    @Test
    void aKilledRestoreLeavesTheFolderAsItWasOrWhole() throws Exception {
        Path file = backup();
        Path target = folder.resolve("restored");
        int steps = restoreAndKill(file, target, Integer.MAX_VALUE);
        assertWhole(target);
        assertTrue(steps > FILES, steps + " steps");
        FolderTree.remove(target);

        var random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            restoreAndKill(file, target, 1 + random.nextInt(steps));
            if (Files.exists(target)) {
                try (Stream<Path> content = Files.list(target)) {
                    if (content.findAny().isPresent()) {
                        assertWhole(target);
                        FolderTree.remove(target);
                    }
                }
            }
        }

        new Restoration(target, new Random(1)).from(file, BackupFile.Progress.NONE);
        assertWhole(target);
        assertEquals(
                List.of("Alice", "alice.backup", "restored"),
                names(folder),
                "nothing is left over");
    }

    /**
     * @return how many steps it said
     */
    private static int restoreAndKill(Path file, Path target, int killAfter) throws Exception {
        Process restore =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RestoreProcess.class.getName(),
                                file.toString(),
                                target.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int heard = 0;
        try (var output =
                new BufferedReader(
                        new InputStreamReader(restore.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                heard += line.startsWith("step ") ? 1 : 0;
                if (heard == killAfter) {
                    // By its handle: Process.destroyForcibly would close what is left to read.
                    restore.toHandle().destroyForcibly();
                }
            }
        } finally {
            restore.destroyForcibly();
            assertTrue(restore.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
        }
        assertTrue(heard > 0, "it did not begin");
        return heard;
    }

    private Path backup() throws IOException {
        Path file = folder.resolve("alice.backup");
        try (Node node = Node.open(settings(folder.resolve("Alice")));
                var out = Files.newOutputStream(file)) {
            Wiki garden = node.create("Garden");
            garden.repository().create(new Title("Roses"), "red");
            for (int i = 0; i < FILES; i++) {
                byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
                garden.repository().blobs().add(new ByteArrayInputStream(content), content.length);
            }
            node.backups().write(out);
        }
        return file;
    }

    private static void assertWhole(Path data) {
        try (Node node = Node.open(settings(data))) {
            Wiki garden = node.wikis().getFirst();
            assertTrue(garden.repository().resolve("Roses").isPresent());
            assertEquals(FILES, garden.repository().blobs().held().size());
        }
    }

    private static NodeSettings settings(Path data) {
        return new NodeSettings(data, Optional.of("Alice"), "127.0.0.1", 0, InstantSource.system());
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> content = Files.list(parent)) {
            return content.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
