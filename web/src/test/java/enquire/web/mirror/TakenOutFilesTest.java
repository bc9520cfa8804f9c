package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.editor.page.BlobId;
import enquire.storage.PageView;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attachment is taken out of a wiki for good that a folder follows. */
class TakenOutFilesTest {

    private static final byte[] SECRET = {1, 2, 3, 4};
    private static final byte[] MADE_OF_IT = {1, 2, 3, 4, 5};

    @TempDir Path parent;
    private MirroredWiki alice;
    private Path key;
    private PageView harbour;
    private BlobId secret;

    @BeforeEach
    void open() throws IOException {
        alice = new MirroredWiki(parent);
        key = alice.folder.resolve("files/key.png");
        var stored = alice.repository().blobs().add(new ByteArrayInputStream(SECRET), 100);
        secret = stored.blob();
        harbour = alice.create("Harbour", "![[key.png]]\n");
        String manifest = Manifest.of("key.png", Optional.empty(), stored).toJson();
        alice.repository().attach(harbour.page(), Map.of(secret, manifest));
        alice.begin();
        alice.await(() -> Files.exists(key), () -> "no file");
        alice.awaitFile("Harbour.md", "![[key.png]]\n");
        alice.awaitQuiet();
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void takeOut() {
        alice.wiki.redacting().files().redact(harbour.page(), secret);
    }

    private void awaitNamed(String path) {
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(each ->
                                        each.path().equals(path)
                                                && each.kind() == Trouble.Kind.FILE_TAKEN_OUT),
                () -> path + " not named");
    }

    private void awaitFollowing(String witness) throws IOException {
        alice.write(witness + ".md", "Seen.\n");
        alice.awaitText(witness, "Seen.\n");
        alice.awaitQuiet();
    }

    @Test
    void theCopyOfTheMirrorGoes() throws IOException {
        takeOut();

        alice.await(() -> !Files.exists(key), () -> "still there");
        alice.later(Asides.KEPT);
        alice.await(
                () -> {
                    try (var files = Files.list(alice.folder.resolve(".enquire/aside"))) {
                        return files.findAny().isEmpty();
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "still set aside");
        alice.edit("Harbour", "![[key.png]]", "See ![[key.png]]");
        alice.awaitFile("Harbour.md", "See ![[key.png]]\n");
        awaitFollowing("Witness");
        assertFalse(Files.exists(key));
        assertEquals(0, alice.mirror().status().troubleCount());
    }

    @Test
    void itGoesAlsoIfItWasTakenOutWhileTheMirrorWasOff() {
        alice.stop();
        takeOut();
        alice.restart();

        alice.await(() -> !Files.exists(key), () -> "still there");
    }

    @Test
    void aChangedCopyStaysIsNamedAndDoesNotEnterTheWiki() throws IOException {
        alice.stop();
        Files.write(key, MADE_OF_IT);
        takeOut();
        alice.restart();

        awaitNamed("files/key.png");
        awaitFollowing("Witness");
        awaitNamed("files/key.png");
        assertArrayEquals(MADE_OF_IT, Files.readAllBytes(key));
        assertEquals(Set.of(secret), alice.page("Harbour").files().keySet());
        Files.delete(key);
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "still named");
    }

    @Test
    void whatSomebodyPutsThereAgainStaysAndIsNamed() throws IOException {
        takeOut();
        alice.await(() -> !Files.exists(key), () -> "still there");
        Files.createDirectories(key.getParent());
        Files.write(key, SECRET);

        awaitNamed("files/key.png");
        alice.edit("Harbour", "![[key.png]]", "See ![[key.png]]");
        awaitFollowing("Witness");
        awaitNamed("files/key.png");
        alice.stop();
        alice.restart();
        awaitNamed("files/key.png");
        assertArrayEquals(SECRET, Files.readAllBytes(key));
    }

    /** Which cannot be attached. */
    @Test
    void aLinkToTheSameBytesElsewhereHoldsUpNothing() throws IOException {
        takeOut();
        Files.write(alice.folder.resolve("copy.png"), SECRET);
        alice.write("Copy.md", "![](copy.png)\n");

        awaitNamed("copy.png");
        awaitFollowing("Witness");
        alice.edit("Harbour", "![[key.png]]", "Nothing.");
        alice.awaitFile("Harbour.md", "Nothing.\n");
        assertEquals(Map.of(), alice.page("Copy").files());
    }
}
