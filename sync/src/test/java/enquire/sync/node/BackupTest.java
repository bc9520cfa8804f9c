package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.FolderTree;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupFile;
import enquire.sync.backup.Restoration;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A computer is lost, and its backup comes back among people who went on. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT) // Each waits most of its time for a clock.
class BackupTest {

    private static final Pattern WORD = Pattern.compile("[a-z]+[0-9]+\\.");

    @TempDir Path folder;

    private Meetings meetings;

    @BeforeEach
    void open() {
        meetings = new Meetings(folder);
    }

    @AfterEach
    void close() {
        meetings.close();
    }

    @Test
    void aBackupThatWasMadeUnderLoadMeetsNewerPeersAndNothingIsLostOrDoubled() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        String unused = garden.invite(Role.WRITER).text();
        Bytes index = garden.repository().exchange().indexId();
        Path file = folder.resolve("alice.backup");
        Set<String> before;
        Set<String> uploaded;
        var load = new LoadedWiki(garden);
        try {
            load.awaitWarm();
            before = load.acknowledged();
            uploaded = load.uploaded();
            BackupContents contents = backup(alice, file);
            assertEquals(alice.id(), contents.node());
            Set<String> while1 = load.acknowledged();
            Meetings.awaitLong(
                    "people went on meanwhile",
                    () -> load.acknowledged().size() > while1.size() + 50);
        } finally {
            load.stop();
        }
        Set<String> all = load.acknowledged();
        Meetings.awaitEqual(garden, atBob);
        save(atBob, "Shared 0", "bob1.");
        atBob.repository().create(new Title("While Alice was away"), "bob2.");
        PeerId aliceId = alice.id();
        meetings.stop(alice);
        FolderTree.remove(folder.resolve("Alice"));

        new Restoration(folder.resolve("Alice"), new Random(1))
                .from(file, BackupFile.Progress.NONE);

        Node again = meetings.open("Alice");
        Wiki restored = again.wikis().getFirst();
        assertEquals(aliceId, again.id());
        assertNotEquals(index, restored.repository().exchange().indexId());
        assertEachOnce(before, restored);
        for (String blob : uploaded) {
            assertTrue(restored.repository().blobs().file(BlobId.parse(blob)).isPresent(), blob);
        }
        assertEquals(Optional.empty(), behind(restored, bob.id()), "nothing is claimed of Bob");
        save(restored, "Shared 0", "alice1.");
        restored.repository().create(new Title("After the restore"), "alice2.");
        assertThrows(
                InviteException.class,
                () -> meetings.start("Carol").join(unused),
                "an invite of before may have been used meanwhile");

        again.listen();
        Meetings.awaitEqual(restored, atBob);
        all.addAll(Set.of("bob1.", "bob2.", "alice1.", "alice2."));
        assertEachOnce(all, restored);
        assertEachOnce(all, atBob);
        Meetings.await(
                "Bob has confirmed all of it",
                () -> behind(restored, bob.id()).equals(Optional.of(0L)));
        save(restored, "Shared 0", "alice3.");
        save(atBob, "Shared 0", "bob3.");
        Meetings.awaitEqual(restored, atBob);
        all.addAll(Set.of("alice3.", "bob3."));
        assertEachOnce(all, restored);
        assertEachOnce(all, atBob);
    }

    private static BackupContents backup(Node node, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return node.backups().write(out);
        }
    }

    private static void save(Wiki wiki, String title, String word) {
        Repository repository = wiki.repository();
        PageId page = repository.resolve(title).orElseThrow();
        PageView view = repository.page(page).orElseThrow();
        repository.write(page, view.version(), view.text() + word);
    }

    private static Optional<Long> behind(Wiki wiki, PeerId peer) {
        return wiki.peers().stream()
                .filter(each -> each.peer().equals(peer))
                .findFirst()
                .flatMap(Wiki.Peer::pagesBehind);
    }

    /** All of these are there, and nothing is there twice. */
    private static void assertEachOnce(Set<String> words, Wiki wiki) {
        Map<String, Integer> found = new HashMap<>();
        for (PageSummary page : wiki.repository().pages(Optional.empty(), 10_000)) {
            String text = wiki.repository().page(page.page()).orElseThrow().text();
            WORD.matcher(text)
                    .results()
                    .forEach(word -> found.merge(word.group(), 1, Integer::sum));
        }
        found.forEach((word, times) -> assertEquals(1, times, word));
        for (String word : words) {
            assertTrue(found.containsKey(word), word);
        }
    }
}
