package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

    @TempDir Path folder;

    @Test
    void allOfItGoesAndNothingThatLinksLeadTo() throws IOException {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        Path kept = Files.writeString(beside.resolve("kept"), "kept");
        Path deep = Files.createDirectories(folder.resolve("top/a/b"));
        Files.writeString(deep.resolve("file"), "gone");
        Files.createSymbolicLink(deep.resolve("link"), beside);

        FolderTree.remove(folder.resolve("top"));

        assertTrue(Files.notExists(folder.resolve("top")));
        assertEquals("kept", Files.readString(kept));
    }

    @Test
    void ofALinkTheLinkGoes() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "kept");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        FolderTree.remove(link);

        assertTrue(Files.notExists(link));
        assertEquals("kept", Files.readString(kept));
    }

    @Test
    void whatIsNotThereIsNoError() throws IOException {
        FolderTree.remove(folder.resolve("nothing"));
        assertTrue(Files.exists(folder));
    }
}
