package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.storage.Repository;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Folders that do not do what a mirror wants, or hold what nobody would put there. */
class AwkwardFolderTest extends FollowedFolder {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @Test
    void aLinkInPlaceOfOurOwnFilesIsRefused() throws IOException {
        Path outside = Files.writeString(parent.resolve("outside"), "Mine.\n");
        Path own = Files.createDirectories(alice.folder.resolve(Folder.OWN));
        Files.createSymbolicLink(own.resolve("wiki"), outside);
        assertEquals(MirrorRefusedException.Reason.NO_FOLDER, refusal());
        assertEquals("Mine.\n", Files.readString(outside));

        Files.delete(own.resolve("wiki"));
        Files.delete(own);
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createSymbolicLink(own, elsewhere);
        assertEquals(MirrorRefusedException.Reason.NO_FOLDER, refusal());
        try (var files = Files.list(elsewhere)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private MirrorRefusedException.Reason refusal() {
        return assertThrows(MirrorRefusedException.class, alice::begin).reason();
    }

    @Test
    void theDataFolderIsKnownByEachOfItsNames() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("data"));
        String inside = parent.resolve("data/notes").toString();
        try (var mirrors = new Mirrors(link, InstantSource.system(), Optional::empty)) {
            var refused =
                    assertThrows(
                            MirrorRefusedException.class,
                            () -> mirrors.begin(alice.wiki, inside, false));
            assertEquals(MirrorRefusedException.Reason.DATA_FOLDER, refused.reason());
        }
    }

    @Test
    void whoMayReadAFileMayReadTheNextOne() throws IOException {
        alice.write("Harbour.md", "holds\n");
        var shared = PosixFilePermissions.fromString("rw-rw-r--");
        Files.setPosixFilePermissions(alice.folder.resolve("Harbour.md"), shared);
        alice.adopt();
        alice.awaitText("Harbour", "holds\n");
        alice.edit("Harbour", "holds", "slips");
        alice.awaitFile("Harbour.md", "slips\n");
        assertEquals(shared, Files.getPosixFilePermissions(alice.folder.resolve("Harbour.md")));
    }

    @Test
    void anAttachmentIsNeverTakenForAPage() throws IOException {
        var stored =
                alice.repository()
                        .blobs()
                        .add(
                                new ByteArrayInputStream(
                                        "Not of Alice.\n".getBytes(StandardCharsets.UTF_8)),
                                100);
        String manifest = Manifest.of("Port.md", Optional.of("Port.md"), stored).toJson();
        alice.repository()
                .create(
                        new Title("Harbour"),
                        "The winch holds.\n",
                        Map.of(stored.blob(), manifest),
                        Beside.NOTHING);
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        assertFalse(Files.exists(alice.folder.resolve("Port.md")));
    }

    @Test
    void whatSomebodyTookAwayHoldsUpNoOther() throws IOException {
        var memory = new MirrorMemory(alice.repository().records());
        PageId page = alice.create("Harbour", "holds\n").page();
        var asides = new Asides(new Folder(alice.folder), memory, 100, texts(), trouble -> {});
        Standing stood = Standing.OfText.of("holds\n", NOW);
        alice.write(".enquire/aside/edited", "slips\n");
        asides.add(alice.folder.resolve(".enquire/aside/gone"), page, List.of(stood), NOW);
        asides.add(alice.folder.resolve(".enquire/aside/edited"), page, List.of(stood), NOW);

        var taken = new ArrayList<String>();
        asides.check(NOW, (of, before, text, name) -> taken.add(text.text()));
        asides.check(later(300), (of, before, text, name) -> taken.add(text.text()));

        assertEquals(List.of("slips\n"), taken);
    }

    private KnownTexts texts() {
        return new KnownTexts(alice.repository());
    }

    private static Instant later(int millis) {
        return NOW.plusMillis(millis);
    }

    /** As long as they say, though nothing is on the disk. */
    @Test
    void aFileOfAGigabyteIsNamedAndStays() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        for (String name : List.of("film.mkv", "Long.md")) {
            try (var file = new RandomAccessFile(alice.folder.resolve(name).toFile(), "rw")) {
                file.setLength(1_000_000_000);
            }
        }
        alice.save("Harbour.md", "The winch holds. ![[film.mkv]]\n");

        Map<String, Trouble.Kind> expected =
                Map.of(
                        "film.mkv", Trouble.Kind.FILE_TOO_LARGE,
                        "Long.md", Trouble.Kind.TOO_LONG);
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .collect(Collectors.toMap(Trouble::path, Trouble::kind))
                                .equals(expected),
                () -> "both are named");
        alice.awaitText("Harbour", "The winch holds. ![[film.mkv]]\n");
        assertEquals(Map.of(), alice.page("Harbour").files());
        assertEquals(1, alice.repository().pageCount());
        assertEquals(1_000_000_000, Files.size(alice.folder.resolve("film.mkv")));
    }

    @Test
    void whatIsLeftWhereAFileIsSetAsideHoldsUpNoOtherFile() throws IOException {
        var memory = new MirrorMemory(alice.repository().records());
        PageId page = alice.create("Harbour", "holds\n").page();
        var asides = new Asides(new Folder(alice.folder), memory, 100, texts(), trouble -> {});
        Standing stood = Standing.OfText.of("holds\n", NOW);
        String first = asides.plan(page, stood, NOW);
        assertEquals(first, asides.plan(page, stood, NOW), "tried again");

        Files.createDirectories(alice.folder.resolve(".enquire/aside").resolve(first));
        String second = asides.plan(page, stood, NOW);
        Files.createSymbolicLink(
                alice.folder.resolve(".enquire/aside").resolve(second), Path.of("nowhere"));
        String third = asides.plan(page, stood, NOW);
        asides.save();

        assertEquals(3, Set.of(first, second, third).size());
        assertEquals(Set.of(third), memory.asides().keySet());
    }

    @Test
    void whoWritesIntoTheFileThatWasReplacedIsWaitedFor() throws IOException {
        var memory = new MirrorMemory(alice.repository().records());
        PageId page = alice.create("Harbour", "The winch holds well.\n").page();
        var asides = new Asides(new Folder(alice.folder), memory, 100, texts(), trouble -> {});
        Standing stood = Standing.OfText.of("The winch holds.\n", NOW);
        alice.write(".enquire/aside/edited", ""); // Its editor has truncated it, and writes.
        asides.add(alice.folder.resolve(".enquire/aside/edited"), page, List.of(stood), NOW);
        var taken = new ArrayList<String>();
        Asides.Late late = (of, before, text, name) -> taken.add(text.text());

        for (int millis = 0; millis <= 1_900; millis += 100) {
            asides.check(later(millis), late);
        }
        alice.write(".enquire/aside/edited", "The red");
        for (int millis = 2_000; millis <= 3_900; millis += 100) {
            asides.check(later(millis), late);
        }
        assertEquals(List.of(), taken);
        alice.write(".enquire/aside/edited", "The red winch holds.\n");
        for (int millis = 4_000; millis <= 5_000; millis += 100) {
            asides.check(later(millis), late);
        }
        assertEquals(List.of("The red winch holds.\n"), taken);
        for (int millis = 5_100; millis <= 12_000; millis += 100) {
            asides.check(later(millis), late);
        }
        assertEquals(List.of("The red winch holds.\n"), taken);
        assertFalse(Files.exists(alice.folder.resolve(".enquire/aside/edited")));
    }

    @Test
    void whatAKilledNodeHadNotPutInPlaceYetIsRemoved() throws IOException {
        alice.begin();
        alice.awaitQuiet();
        alice.stop();
        Path unfinished = alice.folder.resolve(".enquire/new4d1f7a0c-55c5-4f0c-9be2-2f8f7f7f0a11");
        Files.writeString(unfinished, "The wi");
        Path other = alice.folder.resolve(".enquire/newspaper");
        Files.writeString(other, "Of somebody.");
        alice.restart();
        alice.await(() -> !Files.exists(unfinished), () -> "unfinished");
        assertTrue(Files.exists(other));
    }

    @Test
    void whatAnEditorHadNotSeenWhenTheNodeStoppedStays() throws IOException {
        alice.create("Harbour", "one\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one\n");
        alice.awaitQuiet();
        alice.edit("Harbour", "one", "one\ntwo, by Bob");
        alice.awaitFile("Harbour.md", "one\ntwo, by Bob\n");
        alice.awaitQuiet();
        alice.stop();
        alice.save("Harbour.md", "zero\none\n");
        alice.restart();

        alice.awaitText("Harbour", "zero\none\ntwo, by Bob\n");
    }

    @Test
    void whatWasSavedIntoAReplacedFileIsTakenInWhenTheDiskIsBack() throws IOException {
        alice.create("Harbour", "one two three\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one two three\n");
        alice.awaitQuiet();
        alice.editorOpened();
        alice.edit("Harbour", "three", "three four");
        alice.awaitFile("Harbour.md", "one two three four\n");
        alice.awaitQuiet();
        alice.stop();
        try (var files = Files.list(alice.folder.resolve(".enquire/aside"))) {
            Files.writeString(files.findFirst().orElseThrow(), "one RED two three\n");
        }
        Path away = Files.move(alice.folder, parent.resolve("unplugged"));
        Files.createDirectory(alice.folder); // Where a disk is mounted when it is there.
        alice.restart();
        alice.awaitState(MirrorStatus.State.UNMARKED);
        Files.delete(alice.folder);
        Files.move(away, alice.folder);
        alice.awaitState(MirrorStatus.State.FOLLOWING);
        alice.stop();
        alice.editorClosed();
        alice.restart();

        alice.awaitText("Harbour", "one RED two three four\n");
        alice.awaitFile("Harbour.md", "one RED two three four\n");
    }

    /** A database that takes in everything but what is noted of one file, as a full disk may. */
    @Test
    void whatCouldNotBeNotedIsWrittenOnceItCan() throws Exception {
        var page = alice.create("Harbour", "one\n").page();
        alice.begin();
        alice.awaitFile("Harbour.md", "one\n");
        alice.awaitQuiet();
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + alice.database());
                var statement = database.createStatement()) {
            statement.execute(
                    "CREATE TRIGGER full BEFORE INSERT ON value WHEN NEW.name = 'mirror/page/"
                            + page
                            + "' BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            alice.edit("Harbour", "one", "one two");
            for (String witness : List.of("First", "Second", "Third")) {
                alice.write(witness + ".md", "Seen.\n");
                alice.awaitText(witness, "Seen.\n");
            }
            assertEquals(Optional.of("one\n"), alice.file("Harbour.md"));
            statement.execute("DROP TRIGGER full");
        }
        alice.awaitFile("Harbour.md", "one two\n");
    }

    @Test
    void whatNoPageTakesOfAReplacedFileIsNamedWhereItLies() throws IOException {
        alice.create("Harbour", "one two three\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one two three\n");
        alice.awaitQuiet();
        alice.editorOpened();
        alice.edit("Harbour", "three", "three four");
        alice.awaitFile("Harbour.md", "one two three four\n");
        Path aside;
        try (var files = Files.list(alice.folder.resolve(".enquire/aside"))) {
            aside = files.findFirst().orElseThrow();
        }
        Files.writeString(aside, "x".repeat(Repository.TEXT_CHARS_MAX + 1));
        alice.editorClosed();

        String path = ".enquire/aside/" + aside.getFileName();
        for (String witness : List.of("", "First", "Second")) {
            if (!witness.isEmpty()) {
                alice.write(witness + ".md", "Seen.\n");
                alice.awaitText(witness, "Seen.\n");
            }
            alice.await(
                    () ->
                            alice.mirror().status().troubles().stream()
                                    .anyMatch(trouble ->
                                            trouble.path().equals(path)
                                                    && trouble.kind() == Trouble.Kind.TOO_LONG),
                    () -> "not named");
        }
        Files.delete(aside);
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "still named");
    }
}
