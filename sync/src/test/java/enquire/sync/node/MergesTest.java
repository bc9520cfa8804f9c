package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.storage.Version;
import enquire.sync.statement.Claim;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What came in while nobody looked, in memory and on disk. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MergesTest {

    private static final int KEPT = 512;
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @AutoClose private final Meetings meetings;
    private final Node alice;
    private final Wiki garden;
    private final Records records;
    private final PeerId bob = new PeerId(Bytes.ofHex("%064x".formatted(7)));
    private final PageId page = PageId.random(new Random(1));
    private Merges merges;

    MergesTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
        alice = meetings.open("Alice");
        garden = alice.create("Garden");
        records = garden.repository().records();
        merges = begun();
    }

    /** As after a restart. */
    private Merges begun() {
        var begun = new Merges(alice.id(), () -> NOW, records);
        begun.met(bob);
        return begun;
    }

    private static ChangeHash hash(int number) {
        return new ChangeHash(Bytes.ofHex("%064x".formatted(number)));
    }

    private void arrives(int heads) {
        Heads before = Heads.of(IntStream.range(0, heads).mapToObj(MergesTest::hash).toList());
        var claim =
                new Claim.Revision(
                        garden.id(),
                        page,
                        ActorId.of(bob, Bytes.of(new byte[ActorId.SALT_BYTES])),
                        1,
                        1,
                        hash(heads),
                        NOW,
                        Optional.empty(),
                        List.of());
        merges.arrived(bob, page, before, List.of(claim));
    }

    private Map<String, Bytes> stored() {
        return records.values("merges/");
    }

    @Test
    void howeverManyPagesArriveTheyAreWrittenTogether() {
        for (int i = 0; i < KEPT + 50; i++) {
            arrives(1);
        }
        assertEquals(Map.of(), stored());

        merges.save();

        assertEquals(KEPT, stored().size());
        assertEquals(merges.lately(), begun().lately());
    }

    @Test
    void whatCameInWhileTheOthersWereBeingToldIsToldNext() {
        arrives(1);
        arrives(2);
        merges.save();
        List<Merges.Merge> shown = merges.lately();
        arrives(3);
        merges.save();

        merges.tell(shown.getLast().number());

        assertEquals(List.of(3L), begun().lately().stream().map(Merges.Merge::number).toList());
        assertEquals(3, merges.lately().size());
    }

    @Test
    void whatCouldNotBeNotedAsToldIsToldAgain() {
        arrives(1);
        merges.save();
        List<Merges.Merge> shown = merges.lately();
        meetings.stop(alice); // Nothing can be written any more.

        assertThrows(StorageException.class, () -> merges.tell(shown.getLast().number()));

        assertEquals(shown, merges.lately());
    }

    @Test
    void aPageOfVeryManyWhoWroteApartIsToldAfterARestartToo() {
        arrives(100);
        merges.save();

        List<Merges.Merge> again = begun().lately();

        assertEquals(merges.lately(), again);
        String token = again.getFirst().before().token();
        assertTrue(token.length() <= Version.TOKEN_CHARS_MAX, token);
        assertEquals(64, again.getFirst().before().heads().hashes().size());
    }

    @Test
    void whatCannotBeReadIsDeleted() {
        records.values(Map.of("merges/7", Optional.of(Bytes.ofHex("00"))));

        merges = begun();
        assertEquals(List.of(), merges.lately());
        merges.save();

        assertEquals(Map.of(), stored());
    }
}
