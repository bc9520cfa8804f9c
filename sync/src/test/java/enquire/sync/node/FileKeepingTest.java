package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node fetches what there is room for, and lets nothing go that it has. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FileKeepingTest {

    private static final int FILE_BYTES = 2 * Limits.PIECE_BYTES;

    @AutoClose private final Meetings meetings;

    FileKeepingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void aFullQuotaStopsFetchingAndNothingElse() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
        var films = new ArrayList<BlobId>();
        for (int i = 0; i < 3; i++) {
            films.add(attach(garden, page, i));
        }
        Node bob = meetings.start("Bob");
        bob.fileKeeping().keepAtMost(2L * FILE_BYTES + 9);
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());

        Meetings.await("two are there", () -> held(atBob, films).size() == 2);
        Meetings.await("one waits", () -> atBob.files().waitingForRoom() == 1);
        List<BlobId> kept = held(atBob, films);
        BlobId waiting = films.stream().filter(film -> !kept.contains(film)).findFirst().get();
        assertThrows(NoRoomForFileException.class, () -> atBob.files().open(waiting));
        PageView own = atBob.repository().create(new Title("Tulips"), "yellow");
        BlobId added = attach(atBob, own, 4);
        Meetings.await(
                "edits and what is added go on",
                () ->
                        Meetings.text(garden, "Tulips").equals("yellow")
                                && held(garden, List.of(added)).size() == 1);
        assertEquals(kept, held(atBob, films));
        assertEquals(List.of(added), held(atBob, List.of(added)));

        bob.fileKeeping().keepAtMost(4L * FILE_BYTES);
        Meetings.await("there is room for all", () -> held(atBob, films).size() == 3);
    }

    /** Whoever says to hold it may not, or let it go at the same moment. */
    @Test
    void nothingGoesHoweverLittleRoomThereIsAndWhoeverSaysToHoldIt() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
        BlobId film = attach(garden, page, 1);
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has it", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await("Bob knows of two", () -> atBob.files().copies(film) == 2);

        bob.fileKeeping().keepAtMost(1);
        // Once the next one waits, he has looked through all there is.
        BlobId next = attach(garden, page, 2);
        Meetings.await("the next waits", () -> atBob.files().waitingForRoom() == 1);

        assertEquals(List.of(film), held(atBob, List.of(film, next)));
        assertThrows(
                IllegalArgumentException.class,
                () -> bob.fileKeeping().bytesMax(FileKeeping.BYTES_MIN - 1));
    }

    private static List<BlobId> held(Wiki wiki, List<BlobId> blobs) {
        return blobs.stream()
                .filter(blob -> wiki.repository().blobs().file(blob).isPresent())
                .toList();
    }

    private static BlobId attach(Wiki wiki, PageView page, int seed) throws IOException {
        byte[] content = new byte[FILE_BYTES];
        new Random(seed).nextBytes(content);
        BlobStore.Stored stored =
                wiki.repository().blobs().add(new ByteArrayInputStream(content), FILE_BYTES);
        String manifest =
                "{\"name\":\"film-%d.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(seed, FILE_BYTES, stored.root());
        wiki.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        return stored.blob();
    }
}
