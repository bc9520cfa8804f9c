package enquire.web.mirror;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a mirror on a file system of another kind begin with; it is not started. */
abstract class OtherDisk {

    @TempDir Path parent;
    MirroredWiki alice;
    Mirror mirror;
    Path folder;
    private final Configuration kind;
    private FileSystem disk;

    OtherDisk(Configuration kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        disk = Jimfs.newFileSystem(kind);
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

    Optional<String> file(String path) {
        try {
            return Optional.of(Files.readString(folder.resolve(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void awaitFile(String path, String text) {
        alice.await(mirror, () -> file(path).equals(Optional.of(text)), () -> path + file(path));
    }

    /** Until a file is called so to the letter, however names are compared. */
    void awaitListed(String name) {
        alice.await(
                mirror,
                () -> {
                    try (var files = Files.list(folder)) {
                        return files.anyMatch(file -> file.getFileName().toString().equals(name));
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> name);
    }
}
