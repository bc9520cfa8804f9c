package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.BlobId;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewCacheTest {

    /** Manifests of 1,000 characters: 2 MB a page as they are counted. */
    private static final int FILES = 1_000;

    private static PageView view(int number, Map<BlobId, String> files) {
        var title = new Title("Page " + number);
        return new PageView(
                PageId.derive(Person.WIKI, title.key()),
                title,
                title.value(),
                "",
                new Version(Heads.NONE, 0),
                false,
                Map.of(),
                files,
                Instant.EPOCH,
                new PeerId(Person.bytes("Alice").sha256()),
                number);
    }

    @Test
    void attachmentsThatAPeerListedTakeRoomLikeText() {
        var files = new HashMap<BlobId, String>();
        for (int i = 0; i < FILES; i++) {
            files.put(new BlobId(Person.bytes("file " + i).sha256()), "x".repeat(1_000));
        }
        var cache = new ViewCache();
        PageView first = view(0, files);
        PageView last = view(19, files);
        for (int i = 0; i <= 19; i++) {
            cache.publish(view(i, files));
        }

        assertEquals(Optional.empty(), cache.peek(first.page()));
        assertEquals(Optional.of(last), cache.peek(last.page()));
    }
}
