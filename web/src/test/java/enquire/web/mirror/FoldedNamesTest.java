package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.google.common.jimfs.PathNormalization;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that takes Masse and Maße for one name; titles that differ, to a wiki. */
class FoldedNamesTest {

    @TempDir Path parent;
    private FileSystem disk;
    private MirroredWiki alice;
    private Mirror mirror;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        disk =
                Jimfs.newFileSystem(
                        Configuration.unix().toBuilder()
                                .setNameCanonicalNormalization(
                                        PathNormalization.NFC, PathNormalization.CASE_FOLD_UNICODE)
                                .build());
        folder = Files.createDirectories(disk.getPath("/home/alice/notes"));
        alice = new MirroredWiki(parent);
        new Folder(folder).mark().claim(Owner.of(alice.wiki));
        mirror = new Mirror(alice.wiki, folder, InstantSource.system());
    }

    @AfterEach
    void close() throws IOException {
        mirror.close();
        alice.close();
        disk.close();
    }

    private Optional<String> file(String path) {
        try {
            return Optional.of(Files.readString(folder.resolve(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void awaitFile(String path, String text) {
        alice.await(mirror, () -> file(path).equals(Optional.of(text)), () -> path + file(path));
    }

    @Test
    void theSecondWaitsInPeaceIsNamedAndComesWhenTheFirstGoes() {
        PageView mass = alice.create("Masse", "Heavy.\n");
        mirror.start();
        awaitFile("Masse.md", "Heavy.\n");
        alice.create("Maße", "Wide.\n");
        alice.await(
                mirror,
                () ->
                        mirror.status().troubles().stream()
                                .anyMatch(each ->
                                        each.path().equals("Maße.md")
                                                && each.kind() == Trouble.Kind.CANNOT_WRITE),
                () -> "not named");
        alice.await(mirror, () -> !mirror.status().carrying(), () -> "carrying for ever");
        alice.edit("Masse", "Heavy", "Very heavy");
        awaitFile("Masse.md", "Very heavy.\n");
        assertEquals(Optional.of("Wide.\n"), alice.text("Maße"));

        alice.repository().delete(mass.page());

        awaitFile("Maße.md", "Wide.\n");
        alice.await(mirror, () -> mirror.status().troubleCount() == 0, () -> "still named");
        assertEquals(1, alice.repository().pageCount());
    }

    @Test
    void aPageIsRenamedToTheOtherSpelling() throws IOException {
        PageView page = alice.create("Masse", "Wide.\n");
        mirror.start();
        awaitFile("Masse.md", "Wide.\n");

        alice.repository().rename(page.page(), new Title("Maße"));

        alice.await(
                mirror,
                () -> {
                    try (var files = Files.list(folder)) {
                        return files.anyMatch(
                                file -> file.getFileName().toString().equals("Maße.md"));
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "Maße.md");
        Files.writeString(folder.resolve("Maße.md"), "Wide and long.\n");
        alice.await(
                mirror,
                () -> alice.text("Maße").equals(Optional.of("Wide and long.\n")),
                () -> alice.text("Maße").toString());
        assertEquals(1, alice.repository().pageCount());
    }
}
