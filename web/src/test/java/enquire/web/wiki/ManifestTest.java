package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.storage.BlobStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final BlobStore.Stored STORED =
            new BlobStore.Stored(
                    new BlobId(Bytes.ofHex("11".repeat(32))), 12, Bytes.ofHex("0a".repeat(32)));

    /** It stands in pages for good: what is written today must be read by every later version. */
    @Test
    void theManifestSaysNameSizeTypeAndRoot() {
        Manifest manifest = Manifest.of("rose.png", Optional.empty(), STORED);

        assertEquals(
                "{\"name\":\"rose.png\",\"bytes\":12,\"type\":\"image/png\",\"root\":\"%s\"}"
                        .formatted("0a".repeat(32)),
                manifest.toJson());
        assertEquals(Optional.of(manifest), Manifest.parse(manifest.toJson()));
    }

    @Test
    void aPathThatWouldMakeItTooLongForAPageIsLeftOut() {
        String folder = "a folder with a long name/".repeat(40);
        String name = "花".repeat(Manifest.NAME_CHARS_MAX);

        String json = Manifest.of(name, Optional.of(folder + name), STORED).toJson();

        assertTrue(json.getBytes(StandardCharsets.UTF_8).length <= Manifest.JSON_BYTES_MAX);
        assertEquals(
                Optional.of(Manifest.of(name, Optional.empty(), STORED)), Manifest.parse(json));
    }
}
