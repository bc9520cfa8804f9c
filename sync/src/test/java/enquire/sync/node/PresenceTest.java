package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final PageId ROSES = PageId.of(Bytes.of(new byte[16]));
    private static final PeerId ALICE = new PeerId(Bytes.of(new byte[32]));
    private static final PeerId BOB = new PeerId(ALICE.value().sha256());
    private static final PeerId CAROL = new PeerId(BOB.value().sha256());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Presence presence = new Presence(now::get);

    @Test
    void whoIsHereIsSeenUntilTheTabIsGone() {
        presence.here(person("tab-1", ALICE, 3));

        assertEquals(List.of(person("tab-1", ALICE, 3)), presence.on(ROSES));
        presence.gone("tab-1");
        assertEquals(List.of(), presence.on(ROSES));
    }

    @Test
    void whatAnotherNodeSaidIsForgottenAfterThirtySeconds() {
        presence.heard(person("tab-2", BOB, 0), true);

        now.set(now.get().plus(Presence.LIFE).minusMillis(1));
        assertTrue(presence.watchedElsewhere(ROSES));
        now.set(now.get().plusMillis(1));

        assertFalse(presence.watchedElsewhere(ROSES));
        assertEquals(List.of(), presence.on(ROSES));
    }

    @Test
    void ownTabsStayHoweverLongTheyAreStill() {
        presence.here(person("tab-1", ALICE, 0));

        now.set(now.get().plus(Duration.ofHours(1)));
        presence.expire();

        assertEquals(1, presence.on(ROSES).size());
    }

    @Test
    void nobodyCanMoveTheTabOfAnotherNode() {
        presence.here(person("tab-1", ALICE, 3));

        presence.heard(person("tab-1", BOB, 99), true);
        presence.heard(person("tab-1", BOB, 99), false);

        assertEquals(List.of(person("tab-1", ALICE, 3)), presence.on(ROSES));
    }

    @Test
    void whoShowsVeryManyTabsHidesNobody() {
        for (int i = 0; i < 2_000; i++) {
            presence.heard(person("bob-" + i, BOB, 0), true);
        }

        presence.heard(person("carol-1", CAROL, 7), true);

        assertEquals(Presence.TABS_OF_PEER_MAX + 1, presence.on(ROSES).size());
        assertTrue(presence.on(ROSES).contains(person("carol-1", CAROL, 7)));
    }

    @Test
    void peersAreToldMovesOnceAndWhoLeft() {
        presence.here(person("tab-1", ALICE, 1));
        Presence.Moves first = presence.localSince(0);
        presence.here(person("tab-1", ALICE, 1));
        Presence.Moves nothing = presence.localSince(first.upTo());
        presence.gone("tab-1");
        Presence.Moves left = presence.localSince(nothing.upTo());

        assertEquals(1, first.moves().size());
        assertEquals(List.of(), nothing.moves());
        assertEquals(List.of(new Presence.Move(person("tab-1", ALICE, 1), false)), left.moves());
        assertEquals(List.of(), presence.localSince(0).moves());
    }

    @Test
    void watchersWakeWhenSomebodyMovesAndNotWhenNothingChanged() throws Exception {
        var wakes = new AtomicInteger();
        AutoCloseable watch = presence.watch(ROSES, wakes::incrementAndGet);
        presence.here(person("tab-1", ALICE, 1));
        presence.here(person("tab-1", ALICE, 1));
        presence.here(person("tab-1", ALICE, 2));
        presence.heard(person("tab-2", BOB, 0), true);
        presence.lost(BOB);
        watch.close();
        presence.gone("tab-1");

        assertEquals(4, wakes.get());
    }

    private static Presence.Person person(String tab, PeerId peer, int anchor) {
        return new Presence.Person(ROSES, tab, peer, "Somebody", true, anchor, anchor, 0);
    }
}
