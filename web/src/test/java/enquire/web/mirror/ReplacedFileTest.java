package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mirror replaces a file as fast as it can while an editor saves in it by renaming: whatever
 * the editor saved must be set aside, none may vanish.
 */
class ReplacedFileTest {

    private static final int SAVES = 150;

    /** Room for a second write after a late one; less than the mirror keeps an old file. */
    private static final Duration TWO_WRITES = Asides.KEPT.minusSeconds(1);

    @TempDir Path parent;

    @Test
    void inOneStepNothingIsOverwrittenAndTheFileIsAlwaysThere() throws Exception {
        assertEquals(0, lacksOfTheFile(parent));
    }

    @Test
    void inTwoStepsNothingIsOverwritten() throws Exception {
        try (var disk = Jimfs.newFileSystem(Configuration.unix())) {
            lacksOfTheFile(Files.createDirectories(disk.getPath("/notes")));
        }
    }

    /** How often a reader did not find the file. */
    private static int lacksOfTheFile(Path top) throws Exception {
        Path file = Files.writeString(top.resolve("Harbour.md"), "holds");
        Set<String> setAside = ConcurrentHashMap.newKeySet();
        var ended = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var mirror =
                    threads.submit(() -> {
                        var folder = new Folder(top);
                        for (int i = 0; !ended.get(); i++) {
                            byte[] text = ("mirror " + i).getBytes(StandardCharsets.UTF_8);
                            Path old = folder.replace("Harbour.md", text, "old" + i).old();
                            setAside.add(Files.readString(old));
                            Files.delete(old);
                        }
                        return true;
                    });
            var reader =
                    threads.submit(() -> {
                        int lacks = 0;
                        while (!ended.get()) {
                            try {
                                Files.size(file);
                            } catch (NoSuchFileException lack) {
                                lacks++;
                            }
                        }
                        return lacks;
                    });
            try {
                for (int i = 0; i < SAVES; i++) {
                    String text = "editor " + i;
                    Path saving = Files.writeString(top.resolve(".saving"), text);
                    Files.move(
                            saving,
                            file,
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                    await(setAside, text);
                }
            } finally {
                ended.set(true);
                assertTrue(mirror.get());
            }
            return reader.get();
        }
    }

    private static void await(Set<String> seen, String text) {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (!seen.contains(text)) {
            assertTrue(Instant.now().isBefore(end), text + " was overwritten");
            Thread.onSpinWait();
        }
    }

    /** Nobody's link is taken for ours, whatever the system does in that moment. */
    @Test
    void whatCannotBeExchangedBackIsNotDeleted() throws IOException {
        Path file = parent.resolve("Harbour.md");
        Path link = Files.createSymbolicLink(file, Path.of("elsewhere"));
        Path old = Files.writeString(parent.resolve("old"), "mirror");
        var calls = new AtomicInteger();

        assertThrows(
                FileAlreadyExistsException.class,
                () ->
                        Placing.exchanged(
                                old,
                                file,
                                (one, other) ->
                                        calls.getAndIncrement() == 0
                                                && SystemRename.exchange(one, other)));
        assertEquals("mirror", Files.readString(file));
        assertEquals(Path.of("elsewhere"), Files.readSymbolicLink(old));

        // An editor saves between the two exchanges.
        Files.delete(file);
        Files.move(old, link);
        Files.writeString(old, "mirror");
        Path saving = Files.writeString(parent.resolve(".saving"), "editor");
        assertThrows(
                FileAlreadyExistsException.class,
                () ->
                        Placing.exchanged(
                                old,
                                file,
                                (one, other) -> {
                                    if (Files.exists(saving) && Files.isSymbolicLink(one)) {
                                        Files.move(
                                                saving, other, StandardCopyOption.REPLACE_EXISTING);
                                    }
                                    return SystemRename.exchange(one, other);
                                }));
        assertEquals("editor", Files.readString(old));
        assertTrue(Files.isSymbolicLink(file));

        Files.writeString(old, "mirror");
        assertThrows(
                FileAlreadyExistsException.class,
                () -> Placing.exchanged(old, file, SystemRename::exchange));
        assertTrue(Files.notExists(old), "ours, and never in its place");
        assertTrue(Files.isSymbolicLink(file));
    }

    /**
     * An editor saves in the very moment in which its file is replaced, and goes on from there:
     * what he saved first is in both of what the mirror finds, and in the page once.
     */
    @Test
    void whoGoesOnFromWhatHeSavedInThatMomentHasItOnce() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            alice.editorOpened();
            alice.edit("Harbour", "three", "three four");
            alice.awaitFile("Harbour.md", "one two three four\n");

            Path saved = Files.writeString(parent.resolve("saved"), "one RED two three\n");
            Files.move(saved, aside(alice.folder), StandardCopyOption.REPLACE_EXISTING);
            alice.save("Harbour.md", "one RED BLUE two three\n");
            alice.editorClosed();

            alice.awaitText("Harbour", "one RED BLUE two three four\n");
            alice.awaitFile("Harbour.md", "one RED BLUE two three four\n");
            alice.later(Asides.KEPT);
            alice.await(() -> isEmpty(alice.folder), () -> "something is set aside");
            assertEquals("one RED BLUE two three four\n", alice.text("Harbour").orElseThrow());
        }
    }

    /** What he saves over is newer than what he read, also in the file that is set aside. */
    @Test
    void whoSavesInThatMomentWhatHeReadBeforeTakesNothingBack() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            alice.editorOpened(TWO_WRITES);
            alice.edit("Harbour", "three", "three four");
            alice.awaitFile("Harbour.md", "one two three four\n");
            alice.edit("Harbour", "four", "four five");
            alice.awaitFile("Harbour.md", "one two three four five\n");

            Path saved = Files.writeString(parent.resolve("saved"), "one RED two three\n");
            Files.move(saved, aside(alice.folder), StandardCopyOption.REPLACE_EXISTING);
            alice.editorClosed();

            alice.awaitText("Harbour", "one RED two three four five\n");
        }
    }

    /** Both are made of what he read before, and the second of the first. */
    @Test
    void whoSavesInTwoSuchMomentsHasEachWordOnce() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            alice.editorOpened(TWO_WRITES);
            alice.edit("Harbour", "three", "three four");
            alice.awaitFile("Harbour.md", "one two three four\n");
            alice.edit("Harbour", "four", "four five");
            alice.awaitFile("Harbour.md", "one two three four five\n");

            Path first = Files.writeString(parent.resolve("first"), "one RED two three\n");
            Path then = Files.writeString(parent.resolve("then"), "one RED BLUE two three\n");
            List<Path> asides = asides(alice.folder);
            Files.move(then, asides.getLast(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(first, asides.getFirst(), StandardCopyOption.REPLACE_EXISTING);
            alice.editorClosed();

            alice.awaitText("Harbour", "one RED BLUE two three four five\n");
        }
    }

    @Test
    void aRestartForgetsNothingThatWasSavedInThatMoment() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            alice.editorOpened();
            alice.edit("Harbour", "three", "three four");
            alice.awaitFile("Harbour.md", "one two three four\n");
            Path saved = Files.writeString(parent.resolve("saved"), "one RED two three\n");
            Files.move(saved, aside(alice.folder), StandardCopyOption.REPLACE_EXISTING);
            alice.editorClosed();
            alice.awaitText("Harbour", "one RED two three four\n");
            alice.awaitFile("Harbour.md", "one RED two three four\n");
            alice.stop();

            saved = Files.writeString(saved, "one RED BLUE two three\n");
            Files.move(saved, aside(alice.folder), StandardCopyOption.REPLACE_EXISTING);
            alice.restart();

            alice.awaitText("Harbour", "one RED BLUE two three four\n");
        }
    }

    /** Moved away and back, checked out again, or still open in an editor. */
    @Test
    void aFileThatComesBackTakesNothingBackThatWasWrittenMeanwhile() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            Path away = parent.resolve("away");
            Path file = alice.folder.resolve("Harbour.md");
            // At once by the mirror's clock: a page whose file is gone for longer goes by itself.
            alice.editorOpened(Duration.ofMillis(500));
            Files.move(file, away);
            alice.edit("Harbour", "three", "three four");
            alice.editorClosed();
            alice.awaitFile("Harbour.md", "one two three four\n");
            alice.awaitQuiet();

            Files.writeString(away, "one RED two three\n");
            Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);

            alice.awaitText("Harbour", "one RED two three four\n");
        }
    }

    /** The same, where it could not be made anew. */
    @Test
    void aFileThatComesBackBeforeItWasMadeAnewIsMerged() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "one two three\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\n");
            alice.awaitQuiet();
            Path away = parent.resolve("away");
            Path file = alice.folder.resolve("Harbour.md");
            // At once by the mirror's clock: a page whose file is gone for longer goes by itself.
            alice.editorOpened(Duration.ofMillis(500));
            Files.move(file, away);
            Files.createDirectory(file);
            alice.edit("Harbour", "three", "three four");
            alice.editorClosed();
            alice.await(() -> alice.mirror().status().troubleCount() == 1, () -> "no trouble");

            Files.writeString(away, "one RED two three\n");
            Files.delete(file);
            Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);

            alice.awaitText("Harbour", "one RED two three four\n");
        }
    }

    /** The last one that was set aside. */
    private static Path aside(Path folder) throws IOException {
        return asides(folder).getLast();
    }

    /** In the order in which they were set aside: their names begin with the time. */
    private static List<Path> asides(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve(".enquire/aside"))) {
            return files.sorted().toList();
        }
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder.resolve(".enquire/aside"))) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aRenameTakesNoNameThatAnotherFileHas() throws IOException {
        try (var disk = Jimfs.newFileSystem(Configuration.unix())) {
            for (Path top : new Path[] {parent, Files.createDirectories(disk.getPath("/notes"))}) {
                var folder = new Folder(top);
                Files.writeString(top.resolve("Harbour.md"), "holds");
                Files.writeString(top.resolve("Port.md"), "Of Bob.");

                assertThrows(
                        FileAlreadyExistsException.class,
                        () -> folder.rename("Harbour.md", "Port.md", () -> "old"));
                assertEquals("Of Bob.", Files.readString(top.resolve("Port.md")));
                assertEquals("holds", Files.readString(top.resolve("Harbour.md")));
                folder.rename("Harbour.md", "Places/Harbour.md", () -> "old");
                assertEquals("holds", Files.readString(top.resolve("Places/Harbour.md")));
                assertTrue(Files.notExists(top.resolve("Harbour.md")));
            }
        }
    }
}
