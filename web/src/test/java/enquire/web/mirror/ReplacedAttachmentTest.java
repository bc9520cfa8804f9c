package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments that get other bytes in the wiki, as by the folder of another computer. */
class ReplacedAttachmentTest {

    private static final byte[] OLD = {1, 2, 3, 4};
    private static final byte[] NEW = {5, 6, 7, 8, 9};
    private static final byte[] OTHER = {9, 9, 9, 9};

    @TempDir Path parent;
    private MirroredWiki alice;
    private Path winch;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
        winch = alice.folder.resolve("files/winch.png");
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private BlobStore.Stored stored(byte[] bytes) throws IOException {
        return alice.repository().blobs().add(new ByteArrayInputStream(bytes), 100);
    }

    private static String manifest(BlobStore.Stored stored) {
        return Manifest.of("winch.png", Optional.empty(), stored).toJson();
    }

    private PageView create(String title) throws IOException {
        BlobStore.Stored old = stored(OLD);
        PageView page = alice.create(title, "![[winch.png]]\n");
        return alice.repository().attach(page.page(), Map.of(old.blob(), manifest(old)));
    }

    private void replace(PageView page, byte[] before, byte[] after) throws IOException {
        BlobStore.Stored newer = stored(after);
        alice.repository()
                .replaceFile(page.page(), stored(before).blob(), newer.blob(), manifest(newer));
    }

    private void awaitBytes(byte[] bytes) {
        alice.await(() -> Arrays.equals(bytes, bytes()), () -> Arrays.toString(bytes()));
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(winch);
        } catch (IOException notYet) {
            return new byte[0];
        }
    }

    private void awaitNothingAside() {
        alice.later(Asides.KEPT);
        alice.await(
                () -> {
                    try (var files = Files.list(alice.folder.resolve(".enquire/aside"))) {
                        return files.findAny().isEmpty();
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "something is set aside");
    }

    private void awaitNamed(Trouble.Kind kind) {
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .map(Trouble::kind)
                                .toList()
                                .contains(kind),
                () -> "not named");
    }

    @Test
    void whatIsReplacedInTheWikiIsReplacedInTheFolder() throws IOException {
        PageView harbour = create("Harbour");
        alice.begin();
        awaitBytes(OLD);

        replace(harbour, OLD, NEW);
        awaitBytes(NEW);
        awaitNothingAside();
        alice.awaitQuiet();
        alice.stop();
        replace(harbour, NEW, OTHER);
        alice.restart();
        awaitBytes(OTHER);

        // And what is saved there is an edit of what stands there now.
        alice.awaitQuiet();
        Files.write(winch, OLD);
        alice.await(
                () -> {
                    try {
                        return alice.page("Harbour")
                                .files()
                                .keySet()
                                .equals(Set.of(stored(OLD).blob()));
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> alice.page("Harbour").files().toString());
        assertEquals(0, alice.mirror().status().troubleCount());
    }

    @Test
    void whatIsWrittenIntoTheReplacedFileGetsItsPlaceBack() throws IOException {
        PageView harbour = create("Harbour");
        alice.begin();
        awaitBytes(OLD);
        try (var open = FileChannel.open(winch, StandardOpenOption.WRITE)) {
            replace(harbour, OLD, NEW);
            awaitBytes(NEW);
            open.write(ByteBuffer.wrap(OTHER));
        }
        awaitNothingAside();

        awaitBytes(OTHER);
        awaitNamed(Trouble.Kind.OTHER_FILE);
        assertEquals(Set.of(stored(NEW).blob()), alice.page("Harbour").files().keySet());
    }

    @Test
    void whatAnotherPageStillHasStays() throws IOException {
        PageView harbour = create("Harbour");
        PageView port = create("Port");
        alice.begin();
        awaitBytes(OLD);
        alice.awaitQuiet();

        replace(harbour, OLD, NEW);
        awaitNamed(Trouble.Kind.OTHER_FILE);
        assertArrayEquals(OLD, bytes());

        replace(port, OLD, NEW);
        awaitBytes(NEW);
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "no trouble");
    }

    /** Its size alone does not say that a file is the one that somebody elsewhere attached. */
    @Test
    void aFileOfSomebodyIsNotTakenForAnAttachment() throws IOException {
        Files.createDirectories(winch.getParent());
        Files.write(winch, OTHER);
        PageView harbour = create("Harbour");
        alice.begin();
        awaitNamed(Trouble.Kind.OTHER_FILE);

        replace(harbour, OLD, NEW);
        alice.create("Port", "More.\n");
        alice.awaitFile("Port.md", "More.\n");
        alice.awaitQuiet();
        assertArrayEquals(OTHER, bytes());
        assertEquals(Set.of(stored(NEW).blob()), alice.page("Harbour").files().keySet());
    }

    @Test
    void whatCannotGetItsPlaceBackIsNamedWhereItLies() throws IOException {
        PageView harbour = create("Harbour");
        alice.begin();
        awaitBytes(OLD);
        replace(harbour, OLD, NEW);
        awaitBytes(NEW);
        Path aside;
        try (var files = Files.list(alice.folder.resolve(".enquire/aside"))) {
            aside = files.findFirst().orElseThrow();
        }
        Files.write(aside, new byte[] {7, 7});
        Files.write(winch, OTHER);
        var other = stored(OTHER).blob();
        alice.await(() -> alice.page("Harbour").files().containsKey(other), () -> "not taken in");

        alice.later(Asides.KEPT);
        awaitNamed(Trouble.Kind.SET_ASIDE);
        alice.write("Witness.md", "Seen.\n");
        alice.awaitText("Witness", "Seen.\n");
        awaitNamed(Trouble.Kind.SET_ASIDE);
        assertArrayEquals(new byte[] {7, 7}, Files.readAllBytes(aside));
        Files.delete(aside);
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "still named");
    }
}
