package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadsAtPeerTest {

    private final HeadsAtPeer known = new HeadsAtPeer();

    @Test
    void asManyPagesAsAreAllowedAreRememberedAndOneMoreTakesTheLongestUnusedOut() {
        for (int i = 0; i < HeadsAtPeer.PAGES_MAX; i++) {
            known.heard(page(i), heads(1));
        }
        assertTrue(known.has(page(0), heads(1)), "used just now");
        assertTrue(known.has(page(2), heads(1)));

        known.heard(page(HeadsAtPeer.PAGES_MAX), heads(1));

        assertFalse(known.has(page(1), heads(1)));
        assertTrue(known.has(page(0), heads(1)));
        assertTrue(known.has(page(2), heads(1)));
        assertTrue(known.has(page(HeadsAtPeer.PAGES_MAX), heads(1)));
    }

    @Test
    void aVersionOfMoreHeadsThanAreAllowedIsNotRememberedNorTheOneBeforeIt() {
        known.heard(page(1), heads(HeadsAtPeer.HEADS_MAX));
        assertTrue(known.has(page(1), heads(HeadsAtPeer.HEADS_MAX)));

        known.heard(page(1), heads(HeadsAtPeer.HEADS_MAX + 1));

        assertFalse(known.has(page(1), heads(HeadsAtPeer.HEADS_MAX + 1)));
        assertFalse(known.has(page(1), heads(HeadsAtPeer.HEADS_MAX)));
    }

    /** It waits for what it was offered, and hears in this way that nothing comes. */
    @Test
    void aPeerIsToldOfWhatItHoldsIfWhatItWasOfferedWasTakenOutSince() {
        var mine = new Shelf.Entry(page(1), heads(1), 1);
        known.told(List.of(new Message.Entry(page(1), heads(2), 1)));
        known.heard(page(1), heads(1));

        assertTrue(known.needsNoWord(mine, (page, version) -> true));
        assertFalse(known.needsNoWord(mine, (page, version) -> false));
        known.told(List.of(new Message.Entry(page(1), heads(1), 1)));
        assertTrue(known.needsNoWord(mine, (page, version) -> false));
    }

    private static PageId page(int number) {
        return new PageId(new UUID(1, number));
    }

    private static Heads heads(int count) {
        return Heads.of(
                IntStream.range(0, count)
                        .mapToObj(i -> new ChangeHash(Bytes.ofHex("%064x".formatted(i + 1))))
                        .toList());
    }
}
