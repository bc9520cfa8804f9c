package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import enquire.web.command.EnquireCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports to a disk that fills up in the middle. */
class FullDiskExportTest {

    @TempDir Path folder;

    @Test
    void nothingHalfDoneStaysTheDiskIsNamedAndWithRoomItWorks() throws Exception {
        Path mountPoint = folder.resolve("disk");
        var mounted = MountedDisk.mount(mountPoint, folder);
        Assumptions.assumeTrue(mounted.isPresent(), "nothing can be mounted here");
        try (MountedDisk disk = mounted.get();
                TestNode alice = TestNode.withWiki(folder.resolve("alice"))) {
            alice.node().announce(alice.uri("/").toString());
            alice.put(TestNode.wiki("/pages/Home"), "a word\n\n".repeat(2_000));
            alice.put(TestNode.wiki("/pages/Other"), "another word\n\n".repeat(60_000));
            Path out = disk.data().resolveSibling("out");
            Files.createDirectories(out);
            disk.fillBut(200_000);

            for (String target : List.of("wiki", "")) {
                for (String kind : List.of("--site", "")) {
                    String said = export(1, kind, out.resolve(target));
                    assertTrue(said.contains("cannot be written (No space left on device)"), said);
                    assertTrue(said.contains("Make room on that disk and try again."), said);
                }
            }
            try (Stream<Path> left = Files.list(out)) {
                assertEquals(List.of(), left.toList());
            }

            disk.makeRoom();
            assertEquals("", export(0, "--site", out.resolve("wiki")));
            assertTrue(Files.exists(out.resolve("wiki/index.html")));
        }
    }

    private String export(int code, String kind, Path target) {
        var err = new ByteArrayOutputStream();
        List<String> words =
                Stream.of(
                                "export",
                                kind,
                                target.toString(),
                                "--data",
                                folder.resolve("alice").toString(),
                                "--peer-bind",
                                "127.0.0.1")
                        .filter(word -> !word.isEmpty())
                        .toList();
        int ended =
                EnquireCommand.run(
                        words.toArray(String[]::new),
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of());
        assertEquals(code, ended, err.toString(StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8);
    }
}
