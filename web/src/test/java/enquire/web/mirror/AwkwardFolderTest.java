package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that do not do what a mirror wants, or hold what nobody would put there. */
class AwkwardFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir Path parent;
    private MirroredWiki alice;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
    }

    @AfterEach
    void close() {
        alice.close();
    }

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
        try (var mirrors = new Mirrors(link, InstantSource.system())) {
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
        var asides = new Asides(new Folder(alice.folder), memory, 100);
        PageId page = alice.create("Harbour", "holds\n").page();
        Standing stood = Standing.OfText.of("holds\n", NOW);
        alice.write(".enquire/aside/edited", "slips\n");
        asides.add(alice.folder.resolve(".enquire/aside/gone"), page, stood, NOW);
        asides.add(alice.folder.resolve(".enquire/aside/edited"), page, stood, NOW);

        var taken = new ArrayList<String>();
        asides.check(NOW, (of, before, text, name) -> taken.add(text.text()));

        assertEquals(List.of("slips\n"), taken);
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
}
