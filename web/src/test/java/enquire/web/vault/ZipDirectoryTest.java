package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.web.http.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a zip file says about itself before it is opened. */
class ZipDirectoryTest {

    /** A header of the list, without name, note and extra field. */
    private static final int HEADER_BYTES = 46;

    @TempDir Path folder;

    @Test
    void theListOfAZipFileIsCountedWhateverItsCommentHolds() throws IOException {
        byte[] plain = zip(3, "", "");
        assertEquals(new ZipDirectory(3, 3 * (HEADER_BYTES + 1)), largest(plain));
        assertEquals(
                new ZipDirectory(3, 3 * (HEADER_BYTES + 1)),
                largest(zip(3, "x".repeat(65_535), "")));
        assertEquals(new ZipDirectory(0, 0), largest("no zip".getBytes(StandardCharsets.UTF_8)));
        assertEquals(new ZipDirectory(0, 0), largest(new byte[0]));
    }

    @Test
    void manyEntriesAreCountedInTheLongerRecord() throws IOException {
        int many = 70_000;

        byte[] zip = zip(many, "", "");

        assertEquals(many, largest(zip).entries());
        try (var opened = new ZipFile(write(zip).toFile())) {
            assertEquals(many, opened.size());
        }
    }

    @Test
    void aZipFileThatStatesTooManyEntriesIsNotOpened() throws IOException {
        byte[] zip = zip(70_000, "", "");
        int end64 = zip.length - 22 - 20 - 56;
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putLong(end64 + 32, 5_000_000_000L);

        Path file = write(zip);

        assertEquals(5_000_000_000L, ZipDirectory.largest(file).entries());
        var refused = assertThrows(ProblemException.class, () -> ZipVault.read(file));
        assertEquals(413, refused.problem().status());
    }

    @Test
    void aLargeListOfFewEntriesIsRefused() throws IOException {
        String note = "x".repeat(65_000);
        int entries = ZipVault.DIRECTORY_BYTES_MAX / note.length() + 1;

        Path file = write(zip(entries, "", note));

        var refused = assertThrows(ProblemException.class, () -> ZipVault.read(file));
        assertEquals(413, refused.problem().status());
        assertEquals("There are too many files.", refused.problem().title());
    }

    private ZipDirectory largest(byte[] zip) throws IOException {
        return ZipDirectory.largest(write(zip));
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(folder.resolve("a.zip"), zip);
    }

    private static byte[] zip(int entries, String comment, String note) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setComment(comment);
            for (int i = 0; i < entries; i++) {
                var entry = new ZipEntry(Integer.toString(i, 36));
                entry.setComment(note.isEmpty() ? null : note);
                zip.putNextEntry(entry);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
