package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.LiveFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle from one running node to another, which is killed while it takes it in. */
class KilledBundleTest {

    private static final int PAGES = 150;

    @Test
    void aReadThatWasKilledGoesOnAndAnotherOneChangesNothing(@TempDir Path folder)
            throws Exception {
        byte[] picture = new byte[700_000];
        new Random(1).nextBytes(picture);
        Path data = folder.resolve("bob");
        try (var bob = RunningNode.start(data, "Bob")) {
            byte[] bundle = carriedTo(bob, folder.resolve("alice"), picture);
            bob.post(
                    "wikis/garden/bundle",
                    bundle,
                    answer -> {
                        String line = firstWith("\"Pages\"", answer);
                        assertTrue(line.contains("\"of\":" + PAGES), line);
                        bob.kill();
                    });

            bob.restart();

            bob.awaitNoFile("bundles");
            bob.awaitAnswer("wikis", "\"pages\":" + PAGES);
            for (int i = 0; i < PAGES; i += 57) {
                bob.awaitAnswer("wikis/garden/pages/Page%20" + i, "rose");
            }
            bob.post(
                    "wikis/garden/bundle",
                    bundle,
                    answer -> {
                        String report = firstWith("\"report\"", answer);
                        assertTrue(report.contains("\"changed\":0"), report);
                        assertTrue(report.contains("\"files\":1,\"stored\":0"), report);
                    });
            assertArrayEquals(picture, Files.readAllBytes(onlyFile(data, "blobs")));
            String damaged = "bundle is damaged or was cut off";
            bob.post(
                    "wikis/garden/bundle",
                    Arrays.copyOf(bundle, bundle.length - 1),
                    answer -> assertTrue(firstWith("\"problem\"", answer).contains(damaged)));
            bob.awaitNoFile("bundles");
        }
    }

    /** Bob is a member, has none of the pages, and Alice is away. */
    private static byte[] carriedTo(RunningNode bob, Path data, byte[] picture) throws Exception {
        try (var alice = RunningNode.start(data, "Alice")) {
            String garden = alice.createEmptyWiki("Garden");
            bob.join(alice.invite(garden));
            bob.awaitAnswer("wikis", "\"garden\"");
            bob.kill();
            alice.post(
                    "wikis/" + garden + "/import",
                    vault(picture),
                    answer -> firstWith("\"report\"", answer));
            byte[] with = alice.bytes("wikis/" + garden + "/bundle");
            byte[] without = alice.bytes("wikis/" + garden + "/bundle?files=false");
            assertTrue(with.length > without.length + picture.length, with.length + " bytes");
            assertEquals(400, alice.status("wikis/" + garden + "/bundle?files=some"));
            alice.kill();
            bob.restart();
            return with;
        }
    }

    private static byte[] vault(byte[] picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < PAGES; i++) {
                zip.putNextEntry(new ZipEntry("Page " + i + ".md"));
                String text = "A rose ![[rose.png]]\n" + "and more, %d\n".formatted(i).repeat(200);
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("rose.png"));
            zip.write(picture);
        }
        return bytes.toByteArray();
    }

    private static String firstWith(String words, InputStream lines) {
        var scanner = new Scanner(lines, StandardCharsets.UTF_8);
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            if (line.contains(words)) {
                return line;
            }
        }
        throw new IllegalStateException("no line with " + words);
    }

    private static Path onlyFile(Path data, String folder) throws IOException {
        List<Path> found =
                LiveFolder.files(data, file -> file.toString().contains("/" + folder + "/"));
        assertEquals(1, found.size(), found.toString());
        return found.getFirst();
    }
}
