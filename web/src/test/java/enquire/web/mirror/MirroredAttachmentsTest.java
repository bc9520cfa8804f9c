package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.storage.PageView;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pictures and other files of pages, in a folder that follows. */
class MirroredAttachmentsTest extends FollowedFolder {

    @Test
    void attachmentsGoBothWays() throws IOException {
        byte[] picture = {1, 2, 3, 4};
        var stored = alice.repository().blobs().add(new ByteArrayInputStream(picture), 100);
        var manifest = Manifest.of("winch.png", Optional.empty(), stored);
        PageView harbour = alice.create("Places/Harbour", "![[winch.png]]\n");
        alice.repository().attach(harbour.page(), Map.of(stored.blob(), manifest.toJson()));
        alice.begin();
        alice.await(() -> Files.exists(alice.folder.resolve("files/winch.png")), () -> "winch.png");
        assertArrayEquals(picture, Files.readAllBytes(alice.folder.resolve("files/winch.png")));

        byte[] other = {5, 6};
        Files.createDirectories(alice.folder.resolve("Places/media"));
        Files.write(alice.folder.resolve("Places/media/boat.png"), other);
        alice.save("Places/Harbour.md", "![[winch.png]] and ![](media/boat.png)\n");

        alice.await(() -> alice.page("Places/Harbour").files().size() == 2, () -> "two files");
        String added =
                alice.page("Places/Harbour").files().values().stream()
                        .filter(json -> json.contains("boat.png"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                Optional.of("Places/media/boat.png"), Manifest.parse(added).orElseThrow().path());
        assertArrayEquals(other, Files.readAllBytes(alice.folder.resolve("Places/media/boat.png")));
        alice.awaitQuiet();

        byte[] edited = {5, 6, 7, 8, 9};
        Files.write(alice.folder.resolve("Places/media/boat.png"), edited);
        awaitBytes("boat.png", edited);
        alice.awaitQuiet();
        alice.stop();
        byte[] whileOff = {9, 8, 7, 6, 5};
        Files.write(alice.folder.resolve("files/winch.png"), whileOff);
        alice.restart();
        awaitBytes("winch.png", whileOff);
        assertEquals(2, alice.page("Places/Harbour").files().size());
        assertArrayEquals(
                edited, Files.readAllBytes(alice.folder.resolve("Places/media/boat.png")));
        alice.awaitQuiet();
        assertEquals(0, alice.mirror().status().troubleCount());
        assertTrue(alice.repository().blobs().file(stored.blob()).isPresent());
    }

    /** Until the page has these bytes under the name, and no others. */
    private void awaitBytes(String name, byte[] bytes) {
        BlobId blob = new BlobId(Bytes.of(bytes).sha256());
        alice.await(
                () ->
                        alice.page("Places/Harbour").files().entrySet().stream()
                                .filter(file -> file.getValue().contains(name))
                                .map(Map.Entry::getKey)
                                .toList()
                                .equals(List.of(blob)),
                () -> name);
    }

    @Test
    void anImageThatWasReplacedOnBothSidesStaysOnBoth() throws IOException {
        byte[] picture = {1, 2, 3, 4};
        var stored = alice.repository().blobs().add(new ByteArrayInputStream(picture), 100);
        var manifest = Manifest.of("winch.png", Optional.empty(), stored);
        PageView harbour = alice.create("Harbour", "![[winch.png]]\n");
        alice.repository().attach(harbour.page(), Map.of(stored.blob(), manifest.toJson()));
        alice.begin();
        alice.await(() -> Files.exists(alice.folder.resolve("files/winch.png")), () -> "winch.png");
        alice.awaitQuiet();
        alice.stop();
        byte[] inFolder = {5, 6};
        Files.write(alice.folder.resolve("files/winch.png"), inFolder);
        var newer = alice.repository().blobs().add(new ByteArrayInputStream(new byte[9]), 100);
        alice.repository()
                .replaceFile(
                        harbour.page(),
                        stored.blob(),
                        newer.blob(),
                        Manifest.of("winch.png", Optional.empty(), newer).toJson());
        alice.restart();

        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(each -> each.kind() == Trouble.Kind.OTHER_FILE),
                () -> "named");
        assertArrayEquals(inFolder, Files.readAllBytes(alice.folder.resolve("files/winch.png")));
        assertEquals(Set.of(newer.blob()), alice.page("Harbour").files().keySet());
    }
}
