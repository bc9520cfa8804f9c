package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonHeadsTest {

    private static final Heads KNOWN = heads(900);

    private final CommonHeads common = new CommonHeads();

    @Test
    void whatEitherSideAnnouncedIsNamedIfItIsHeld() {
        common.announced(page(1), heads(1));
        common.announced(page(1), heads(2, 3));
        common.announced(page(2), heads(4));

        assertEquals(heads(900, 2, 3), common.with(page(1), KNOWN, heads(2, 3)::equals));
        assertEquals(KNOWN, common.with(page(1), KNOWN, unheld -> false));
        assertEquals(heads(900, 4), common.with(page(2), KNOWN, held -> true));
        assertEquals(KNOWN, common.with(page(3), KNOWN, held -> true));
    }

    @Test
    void nothingIsNamedOfAPageOfWhichNothingIsHeld() {
        common.announced(page(1), heads(1));

        assertEquals(Heads.NONE, common.with(page(1), Heads.NONE, held -> true));
    }

    @Test
    void theOldestOfTooManyVersionsAndOfTooManyPagesIsForgotten() {
        for (int i = 1; i <= CommonHeads.VERSIONS_MAX + 1; i++) {
            common.announced(page(1), heads(i));
        }
        Heads named = common.with(page(1), KNOWN, held -> true);
        assertEquals(1 + CommonHeads.VERSIONS_MAX, named.hashes().size());
        assertFalse(named.contains(heads(1).hashes().getFirst()));

        for (int i = 2; i <= CommonHeads.PAGES_MAX + 1; i++) {
            common.announced(page(i), heads(1));
        }
        assertEquals(KNOWN, common.with(page(1), KNOWN, held -> true));
    }

    @Test
    void noMoreAreNamedThanAMessageMayHold() {
        int[] many = IntStream.rangeClosed(1, HeadsAtPeer.HEADS_MAX).toArray();
        for (int i = 0; i < CommonHeads.VERSIONS_MAX; i++) {
            int from = 1_000 * (i + 1);
            common.announced(page(1), heads(IntStream.of(many).map(each -> from + each).toArray()));
        }

        assertEquals(
                1 + (Limits.HEADS_NAMED - 1) / HeadsAtPeer.HEADS_MAX * HeadsAtPeer.HEADS_MAX,
                common.with(page(1), KNOWN, held -> true).hashes().size());
    }

    private static PageId page(int number) {
        return new PageId(new UUID(1, number));
    }

    private static Heads heads(int... numbers) {
        List<ChangeHash> hashes =
                IntStream.of(numbers)
                        .mapToObj(i -> new ChangeHash(Bytes.ofHex("%064x".formatted(i))))
                        .toList();
        return Heads.of(hashes);
    }
}
