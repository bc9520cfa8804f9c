package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.identity.TestKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computers that keep part of a wiki take what few have. */
class CopyChoiceTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final PeerId ALICE = TestKeys.of("Alice").id();
    private static final PeerId CAROL = TestKeys.of("Carol").id();
    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final PageId ROSES = PageId.random(new Random(1));
    private static final PageId TULIPS = PageId.random(new Random(2));

    @Test
    void whatIsShortForAWhileIsTakenOnTheFewestComputersFirst() {
        var choice = new CopyChoice(BOB);
        Map<PageId, Set<PeerId>> few = Map.of(ROSES, Set.of(ALICE, CAROL), TULIPS, Set.of(ALICE));

        assertEquals(List.of(), choice.next(few, List.of(), NOON, 8));
        Instant later = NOON.plus(CopyChoice.SETTLED);
        assertEquals(List.of(), choice.next(few, List.of(), later.minusMillis(1), 8));
        assertEquals(List.of(TULIPS, ROSES), choice.next(few, List.of(), later, 8));
        assertEquals(List.of(TULIPS), choice.next(few, List.of(), later, 1));
        // What was enough for a while is watched anew.
        assertEquals(List.of(), choice.next(Map.of(), List.of(), later, 8));
        assertEquals(List.of(), choice.next(few, List.of(), later, 8));
        // A clock that is set back makes nothing wait for what is gone.
        Instant before = NOON.minusSeconds(86_400);
        assertEquals(List.of(), choice.next(few, List.of(), before, 8));
        assertEquals(2, choice.next(few, List.of(), before.plus(CopyChoice.SETTLED), 8).size());
    }

    /** One computer holds all pages; some that hear each other offer room. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 20})
    void eachPageComesToThreeComputersAndNoneTakesMuchMoreThanOthers(int takers) {
        int pages = 240;
        var random = new Random(takers);
        Map<PageId, Set<PeerId>> holders = new HashMap<>();
        for (int i = 0; i < pages; i++) {
            holders.put(PageId.random(random), new HashSet<>(Set.of(ALICE)));
        }
        var ids = new ArrayList<PeerId>();
        var choices = new HashMap<PeerId, CopyChoice>();
        for (int i = 0; i < takers; i++) {
            ids.add(TestKeys.of("taker " + i).id());
            choices.put(ids.getLast(), new CopyChoice(ids.getLast()));
        }
        for (int second = 0; second < 2_000; second += 5) {
            Instant now = NOON.plusSeconds(second);
            // All look in the same moment, and hear of each other only afterwards.
            Map<PeerId, List<PageId>> taken = new HashMap<>();
            for (PeerId taker : ids) {
                Map<PageId, Set<PeerId>> few = new HashMap<>();
                holders.forEach((page, who) -> {
                    if (who.size() < Shortage.AIM && !who.contains(taker)) {
                        few.put(page, Set.copyOf(who));
                    }
                });
                taken.put(taker, choices.get(taker).next(few, ids, now, 8));
            }
            taken.forEach((taker, list) -> list.forEach(page -> holders.get(page).add(taker)));
        }

        int more = 0;
        for (Set<PeerId> who : holders.values()) {
            assertTrue(who.size() >= Shortage.AIM, who.toString());
            more += who.size() - Shortage.AIM;
        }
        assertTrue(more <= pages / 20, more + " copies more than are needed");
        int fair = pages * 2 / takers;
        for (PeerId taker : ids) {
            long share = holders.values().stream().filter(who -> who.contains(taker)).count();
            assertTrue(share <= fair * 2L + 8, taker + " has " + share + " of " + fair);
        }
    }

    @Test
    void whatTheFirstOnesDoNotTakeTheNextOneTakesInItsTurn() {
        var others = new ArrayList<PeerId>();
        for (int i = 0; i < 20; i++) {
            others.add(TestKeys.of("other " + i).id());
        }
        var choice = new CopyChoice(BOB);
        Map<PageId, Set<PeerId>> few = Map.of(ROSES, Set.of(ALICE, CAROL));
        choice.next(few, others, NOON, 8);
        int turns = 0;
        while (choice.next(
                        few,
                        others,
                        NOON.plus(CopyChoice.SETTLED).plus(CopyChoice.TURN.multipliedBy(turns)),
                        8)
                .isEmpty()) {
            turns++;
        }

        assertTrue(turns > 0 && turns <= others.size(), turns + " turns");
    }
}
