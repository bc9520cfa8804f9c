package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.FileKeeping;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What commands say of files for which there is no room. */
@Timeout(300)
class FilesWithoutRoomTest extends TypedCommands {

    @Test
    void whatDoesNotComeIsSaidWithTheReasonAlsoWhenTheNodeIsOff() throws Exception {
        Path alices = folder.resolve("alice");
        Path bobs = folder.resolve("bob");
        try (TestNode alice = TestNode.withWiki(alices);
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            Wiki garden = alice.node().wikis().getFirst();
            var stored = garden.repository().blobs().add(new ByteArrayInputStream(new byte[9]), 9);
            // As large as its page says it is.
            String film =
                    "{\"name\":\"film.mp4\",\"bytes\":200000000,\"root\":\"%s\"}"
                            .formatted(stored.root());
            PageView page = garden.repository().create(new Title("Roses"), "![[film.mp4]]");
            garden.repository().attach(page.page(), Map.of(stored.blob(), film));
            bob.node().fileKeeping().bytesMax(FileKeeping.BYTES_MIN);
            bob.node().join(garden.invite(Role.WRITER).text());
            bob.until(TestNode.wiki("/copies"), copies -> copies.path("filesWaiting").asInt() == 1);

            bob.node().announce(bob.uri("/").toString());
            String said = "1 file does not come, because files may take 100.0 MB";
            for (String command : List.of("status", "peers", "doctor")) {
                Ran ran = runWith(bobs, command);
                assertEquals(0, ran.code(), ran.err());
                assertTrue(ran.out().contains(said), ran.out());
            }
        }
        Ran exported = runWith(bobs, "export", folder.resolve("out").toString());
        assertEquals(0, exported.code(), exported.err());
        assertTrue(
                exported.out().contains("because files may take 100.0 MB on it and that is full"),
                exported.out());
    }
}
