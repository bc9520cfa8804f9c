package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.PlannedBackups;
import enquire.sync.node.PreparedBackup;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code enquire backup} and {@code enquire restore}, with a node running and without one. */
class BackupCommandTest extends TypedCommands {

    @Test
    void aBackupIsWrittenWithAndWithoutANodeCheckedAndRestoredWhereNothingIs() throws Exception {
        Path file = folder.resolve("alice.backup");
        assertEquals(0, run("create", "Garden").code());
        try (var node = TestNode.start(data())) {
            node.node().announce(node.uri("/").toString());
            Wiki garden = node.node().wikis().getFirst();
            garden.repository().create(new Title("Roses"), "red");

            Ran wrote = run("backup", file.toString());
            assertEquals(0, wrote.code(), wrote.err());
            assertTrue(wrote.out().contains("written and read back"), wrote.out());
            assertTrue(wrote.out().contains("1 wiki (Garden)"), wrote.out());
            assertOwnerOnly(file);

            assertKeyIsForTheToken(node);
            try (PreparedBackup other = node.node().backups().prepare()) {
                assertTrue(other.bytesAbout() > 0);
                Path second = folder.resolve("second.backup");
                assertSentence(1, "Another backup", run("backup", second.toString()));
            }
            assertFalse(Files.exists(data().resolve("node/backup")), "no copies are left");
        }
        byte[] content = Files.readAllBytes(file);
        assertSentence(1, "was left as it is", run("backup", file.toString()));
        assertArrayEquals(content, Files.readAllBytes(file));
        Ran replaced = run("backup", file.toString(), "--replace");
        assertEquals(0, replaced.code(), replaced.err());
        assertFalse(Arrays.equals(content, Files.readAllBytes(file)));
        Ran checked = runWith(folder.resolve("none"), "backup", "--check", file.toString());
        assertEquals(0, checked.code(), checked.err());
        assertTrue(checked.out().contains("is whole"), checked.out());
        assertFalse(Files.exists(folder.resolve("none")));
        assertEquals(List.of("alice.backup", "data"), left());

        Path other = folder.resolve("other");
        Ran restored = runWith(other, "restore", file.toString());
        assertEquals(0, restored.code(), restored.err());
        assertTrue(restored.out().contains("Go on with: enquire --data " + other), restored.out());
        Ran found = runWith(other, "search", "red");
        assertTrue(found.out().contains("Roses"), found.out() + found.err());
        assertSentence(1, "nothing was changed", runWith(other, "restore", file.toString()));
        assertEquals(List.of("alice.backup", "data", "other"), left());
    }

    private static void assertOwnerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    /** Everything else may be read by who may open a screen. */
    private static void assertKeyIsForTheToken(TestNode node) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(node.uri("/-/api/v1/backup")).build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(401, answer.statusCode());
            assertTrue(answer.body().contains("enquire backup FILE"), answer.body());
        }
    }

    @Test
    void whatIsNoBackupIsSaidSoAndLeavesNothing() throws Exception {
        Path file = folder.resolve("alice.backup");
        assertEquals(0, run("create", "Garden").code());
        assertSentence(1, "is a folder", run("backup", folder.toString()));
        assertSentence(1, "Nothing can be written", run("backup", folder + "/no/such/file"));
        assertSentence(2, "not for --check", run("backup", "--check", "--replace", "x"));
        assertSentence(1, "There is no file", run("backup", "--check", file.toString()));
        assertEquals(0, run("backup", file.toString()).code());
        byte[] whole = Files.readAllBytes(file);
        Path other = folder.resolve("other");

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(file, flipped);
        assertSentence(1, "is damaged", run("backup", "--check", file.toString()));
        assertSentence(1, "is damaged", runWith(other, "restore", file.toString()));
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertSentence(1, "not whole", runWith(other, "restore", file.toString()));
        Files.writeString(file, "no backup");
        assertSentence(1, "no backup of Enquire", runWith(other, "restore", file.toString()));
        assertSentence(1, "is a folder", runWith(other, "restore", folder.toString()));
        assertSentence(1, "something in", run("restore", file.toString()));
        assertEquals(List.of("alice.backup", "data"), left());
        assertNotEquals(0, whole.length);
    }

    @Test
    @Timeout(120)
    void whatIsPlannedIsSaidAndWhatFailsIsSaidEverywhere() throws Exception {
        Path kept = folder.resolve("kept");
        assertEquals(0, run("create", "Garden").code());
        assertTrue(run("backup").out().contains("No backups are planned"));
        assertSentence(1, "written as 03:00", run("backup", "--plan", "" + kept, "--at", "25:00"));
        assertSentence(
                1, "each day or each week", run("backup", "--plan", "" + kept, "--each", "x"));
        assertSentence(1, "Between 1 and 400", run("backup", "--plan", "" + kept, "--keep", "0"));
        assertSentence(1, "in the data folder", run("backup", "--plan", data() + "/wikis"));
        assertSentence(2, "Name a file", run("backup", "x", "--no-plan"));
        assertFalse(Files.exists(kept));
        Ran planned =
                run(
                        "backup", "--plan", "" + kept, "--each", "week", "--at", "04:15", "--keep",
                        "3");
        assertEquals(0, planned.code(), planned.err());
        assertTrue(planned.out().contains("each Monday at 04:15"), planned.out());
        Ran moved = run("backup", "--plan", "" + kept, "--at", "05:00");
        assertTrue(moved.out().contains("each Monday at 05:00"), moved.out());
        assertTrue(run("backup").out().contains("the newest 3 stay"));
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertSentence(1, file + " is no folder", run("backup", "--plan", "" + file));
        assertTrue(run("doctor").out().contains("None was made yet."));

        Files.delete(kept);
        try (var node = TestNode.start(data())) {
            node.node().announce(node.uri("/").toString());
            PlannedBackups backups = node.node().backups().planned();
            backups.follow();
            while (backups.status().orElseThrow().failure().isEmpty()) {
                BetweenLooks.pause();
            }
            assertSentence(1, "Is its disk connected?", run("backup"));
            assertTrue(run("status").out().contains("Is its disk connected?"));
            Ran doctor = run("doctor");
            assertEquals(1, doctor.code());
            assertTrue(doctor.out().contains("wrong\tThe folder for planned"), doctor.out());
            String screen = node.get("/garden/-/changes").body();
            assertTrue(screen.contains("Is its disk connected?"), screen);

            assertEquals(0, run("backup", "--plan", "" + kept).code());
            backups.look();
            assertEquals(1, names(kept).size());
            String made = run("backup").out();
            assertTrue(
                    made.matches(
                            "(?s).*The last one was made on \\d+ \\w+ 2\\d{3} at \\d\\d:\\d\\d\\.\n"),
                    made);
            assertTrue(made.contains("the newest 3 stay"), made);
            assertTrue(run("backup", "--no-plan").out().contains("No backups are planned"));
        }
    }

    private List<String> left() throws IOException {
        return names(folder);
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
