package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import org.junit.jupiter.api.Test;

class DemandedFilesTest {

    private static final BlobId FILM = new BlobId(Bytes.ofHex("01".repeat(32)));
    private static final BlobId SONG = new BlobId(Bytes.ofHex("02".repeat(32)));

    private final DemandedFiles demanded = new DemandedFiles();

    @Test
    void aFilmThatSeveralWaitForIsOneUntilTheLastOneGoes() {
        demanded.begin(FILM, 100);
        demanded.begin(FILM, 120);
        demanded.begin(SONG, 7);
        assertEquals(127, demanded.bytes());

        demanded.end(FILM);
        assertEquals(127, demanded.bytes());
        demanded.end(FILM);
        assertEquals(7, demanded.bytes());
        demanded.end(SONG);
        assertEquals(0, demanded.bytes());
    }
}
