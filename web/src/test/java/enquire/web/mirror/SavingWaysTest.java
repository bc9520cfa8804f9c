package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ways in which programs put a text into a file, as their system calls show them. Each of them
 * saves what it read before somebody else wrote in the page.
 */
class SavingWaysTest {

    private static final Instant LONG_AGO = Instant.parse("2020-02-20T20:20:20Z");

    @TempDir Path parent;

    enum Way {
        /** {@code rsync -a}: a hidden file with the times of the source, renamed. */
        RSYNC {
            @Override
            void save(Path file, byte[] text) throws IOException {
                Path hidden = file.resolveSibling("." + file.getFileName() + ".Xa81Qz");
                Files.write(hidden, text);
                Files.setLastModifiedTime(hidden, FileTime.from(LONG_AGO));
                Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        /** {@code rsync --inplace}: over the old bytes, then the end and the times. */
        RSYNC_IN_PLACE {
            @Override
            void save(Path file, byte[] text) throws IOException {
                try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    open.write(ByteBuffer.wrap(text));
                    open.truncate(text.length);
                }
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        },
        /** {@code sed -i}: a file in the same folder that is not hidden, renamed. */
        SED {
            @Override
            void save(Path file, byte[] text) throws IOException {
                Path other = file.resolveSibling("sedRk2v9T");
                Files.write(other, text);
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        /** {@code git checkout}: the old file goes, then a new one is made. */
        GIT {
            @Override
            void save(Path file, byte[] text) throws IOException {
                Files.delete(file);
                Files.write(file, text, StandardOpenOption.CREATE_NEW);
            }
        },
        /** Vim: a file to see whether it may, the old file as a backup, a new one, no backup. */
        VIM {
            @Override
            void save(Path file, byte[] text) throws IOException {
                Files.delete(Files.createFile(file.resolveSibling("4913")));
                Path backup = file.resolveSibling(file.getFileName() + "~");
                Files.move(file, backup);
                Files.write(file, text, StandardOpenOption.CREATE_NEW);
                Files.delete(backup);
            }
        },
        /** Obsidian, and most that do nothing about it: emptied and written. */
        OBSIDIAN {
            @Override
            void save(Path file, byte[] text) throws IOException {
                Files.write(file, text);
            }
        };

        abstract void save(Path file, byte[] text) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatAProgramSavesIsMergedWithWhatItHadNotRead(Way way) throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            var page = alice.create("Harbour", "one two three\nfour\n").page();
            alice.begin();
            alice.awaitFile("Harbour.md", "one two three\nfour\n");
            alice.awaitQuiet();
            // Less than a page stays whose file is gone, more than lies between two writes of it.
            alice.editorOpened(Duration.ofMillis(900));
            alice.edit("Harbour", "four", "four, by Bob");
            alice.awaitFile("Harbour.md", "one two three\nfour, by Bob\n");

            way.save(
                    alice.folder.resolve("Harbour.md"),
                    "one TWO three\nfour\n".getBytes(StandardCharsets.UTF_8));
            alice.editorClosed();

            alice.awaitText("Harbour", "one TWO three\nfour, by Bob\n");
            alice.awaitFile("Harbour.md", "one TWO three\nfour, by Bob\n");
            assertEquals(page, alice.page("Harbour").page());
            assertEquals(1, alice.repository().pageCount());
            assertEquals(Set.of("Harbour.md"), alice.files());
            assertEquals(0, alice.mirror().status().troubleCount());
        }
    }

    /** {@code rsync -a --delete} from a folder that knows nothing of the mirror takes its mark. */
    @Test
    void aFolderThatLosesItsMarkAndItsFilesDeletesNothing() throws IOException {
        try (var alice = new MirroredWiki(parent)) {
            alice.create("Harbour", "The winch holds.\n");
            alice.create("Port", "Of Bob.\n");
            alice.begin();
            alice.awaitFile("Harbour.md", "The winch holds.\n");
            alice.awaitFile("Port.md", "Of Bob.\n");
            alice.awaitQuiet();

            Files.delete(alice.folder.resolve(".enquire/wiki"));
            Files.delete(alice.folder.resolve("Port.md"));
            alice.write("New.md", "Comes.\n");

            alice.awaitState(MirrorStatus.State.UNMARKED);
            assertEquals(Optional.of("Of Bob.\n"), alice.text("Port"));
            alice.mirrors().end(alice.wiki);
            alice.adopt();
            alice.awaitText("New", "Comes.\n");
            alice.awaitFile("Port.md", "Of Bob.\n");
        }
    }
}
