package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node keeps what there is room for, and never lets the last known copy go. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FileKeepingTest {

    private static final int FILE_BYTES = 2 * Limits.PIECE_BYTES;

    @AutoClose private final Meetings meetings;

    FileKeepingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void aFullQuotaStopsFetchingNotEditingAndWhatIsOpenedMakesRoom() throws Exception {
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
        garden.repository().create(new Title("Tulips"), "yellow");
        Meetings.await("edits go on", () -> Meetings.text(atBob, "Tulips").equals("yellow"));
        assertEquals(2, held(atBob, films).size());

        List<BlobId> kept = held(atBob, films);
        BlobId waiting = films.stream().filter(film -> !kept.contains(film)).findFirst().get();
        atBob.repository().blobs().used(kept.get(0), Instant.now().plus(Duration.ofDays(1)));
        try (ArrivingFile opened = atBob.files().open(waiting).orElseThrow()) {
            assertTrue(opened.read(0, Duration.ofSeconds(60)).isPresent());
        }
        Meetings.await(
                "the other made room",
                () -> held(atBob, films).containsAll(List.of(kept.get(0), waiting)));
        assertEquals(2, held(atBob, films).size());
        Meetings.await(
                "Alice knows where each is",
                () ->
                        garden.files().copies(kept.get(1)) == 1
                                && garden.files().copies(waiting) == 2);
    }

    @Test
    void theLastKnownCopyStaysHoweverLittleRoomThereIs() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
        BlobId film = attach(garden, page, 1);
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has it", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await("Bob knows of two", () -> atBob.files().copies(film) == 2);
        PageView own = atBob.repository().create(new Title("Alone"), "![[own.png]]");
        atBob.files().fetching().close(); // So that Alice hears of it, and cannot get it.
        BlobId only = attach(atBob, own, 2);

        bob.fileKeeping().keepAtMost(1);

        assertEquals(List.of(only), held(atBob, List.of(film, only)));
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
