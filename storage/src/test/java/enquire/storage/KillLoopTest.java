package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, again and again. Everything that it had acknowledged, through the
 * API and through a tab, must be there. {@code -Denquire.kills=100} for more.
 */
class KillLoopTest {

    private static final int KILLS = Integer.getInteger("enquire.kills", 10);
    private static final long SEED = Long.getLong("enquire.seed", 20261122);
    private static final int ACKNOWLEDGED_MAX = 400;
    private static final long END_SECONDS_MAX = 60;

    @TempDir Path folder;

    @Test
    void everythingAcknowledgedBeforeAKillIsThere() throws Exception {
        var random = new Random(SEED);
        Map<PageId, Set<String>> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            writeAndKill(kill, 1 + random.nextInt(ACKNOWLEDGED_MAX), acknowledged);
            assertAllThere(kill, acknowledged);
        }
        System.out.printf(
                "Killed %d times, after %,d acknowledged writes in all%n",
                KILLS, acknowledged.values().stream().mapToInt(Set::size).sum());
    }

    private void writeAndKill(int round, int killAfter, Map<PageId, Set<String>> acknowledged)
            throws IOException, InterruptedException {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KillLoopWriter.class.getName(),
                                folder.toString(),
                                String.valueOf(round))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int heard = 0;
        try (var output =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                // Only whole lines name a page and a word; the log of the child goes elsewhere.
                String[] parts = line.split(" ");
                if (parts.length == 2 && parts[0].length() == 36) {
                    acknowledged
                            .computeIfAbsent(PageId.parse(parts[0]), page -> new HashSet<>())
                            .add(parts[1]);
                    heard++;
                }
                if (heard == killAfter) {
                    // By its handle: Process.destroyForcibly would close what is left to read.
                    writer.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            writer.destroyForcibly();
            assertTrue(writer.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
        }
        // What it had said before it was killed may be read after that.
        assertTrue(heard >= killAfter, "round %d ended by itself".formatted(round));
        assertNotEquals(0, writer.exitValue());
    }

    private void assertAllThere(int kill, Map<PageId, Set<String>> acknowledged) {
        try (var repository =
                Repository.open(
                        folder,
                        Person.WIKI,
                        new RepositorySettings(
                                new enquire.editor.page.PeerId(Person.bytes("Alice").sha256()),
                                Person::everything,
                                java.time.InstantSource.system(),
                                new Random(-1 - kill)))) {
            acknowledged.forEach((page, words) -> {
                Set<String> there =
                        Set.copyOf(repository.page(page).orElseThrow().text().lines().toList());
                var lost = new HashSet<>(words);
                lost.removeAll(there);
                assertEquals(
                        Set.of(),
                        lost,
                        "lost at kill %d; replay with -Denquire.seed=%d".formatted(kill, SEED));
            });
        }
    }
}
