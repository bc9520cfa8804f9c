package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed node leaves changes of pages in the folder for temporary files. */
class ExaminationFoldersTest {

    @TempDir private Path temporary;

    private Path with(String name) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("changes"), "a secret");
        return folder;
    }

    @Test
    void whatAProcessLeftThatHasEndedGoes() throws Exception {
        Path left = with("enquire-examination1");
        Files.createFile(left.resolve("lock"));
        Path older = with("enquire-examination2");
        Instant before = Instant.now().minus(Duration.ofHours(2));
        Files.setLastModifiedTime(older, FileTime.from(before));
        Path begins = with("enquire-examination3");
        Path foreign = with("enquire-other");
        try (ExaminationFolders.Used used = ExaminationFolders.create(temporary)) {
            Files.writeString(used.path().resolve("changes"), "in use");

            ExaminationFolders.removeLeft(temporary);

            assertFalse(Files.exists(left));
            assertFalse(Files.exists(older));
            assertTrue(Files.exists(begins.resolve("changes")));
            assertTrue(Files.exists(foreign.resolve("changes")));
            assertEquals("in use", Files.readString(used.path().resolve("changes")));
        }
        try (var all = Files.list(temporary)) {
            assertEquals(2, all.count());
        }
    }

    /** Somebody else can make anything there; nothing behind a link is ours to remove. */
    @Test
    void nothingIsFollowedAndNothingFails() throws Exception {
        Path kept = with("kept");
        Files.createFile(kept.resolve("lock"));
        Path linked = temporary.resolve("enquire-examination1");
        Files.createSymbolicLink(linked, kept);
        Path deep = with("enquire-examination2");
        Files.createFile(deep.resolve("lock"));
        Files.createDirectory(deep.resolve("below"));
        Files.createSymbolicLink(deep.resolve("below/out"), kept);
        Path inside = with("enquire-examination3");
        Files.createFile(inside.resolve("lock"));
        Files.createSymbolicLink(inside.resolve("out"), kept);

        Path left = with("enquire-examination4");
        Files.createFile(left.resolve("lock"));

        ExaminationFolders.removeLeft(temporary);
        ExaminationFolders.removeLeft(temporary.resolve("missing"));

        assertFalse(Files.exists(left), "one that stays holds up no other");

        assertEquals("a secret", Files.readString(kept.resolve("changes")));
        assertTrue(Files.isSymbolicLink(linked));
    }
}
