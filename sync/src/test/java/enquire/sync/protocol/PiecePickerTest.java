package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecePickerTest {

    private static final int PIECES = 100;

    private final PiecePicker<String> picker = picker(new BitSet());

    private static PiecePicker<String> picker(BitSet have) {
        return new PiecePicker<>(PIECES, have, new Random(1));
    }

    private static BitSet pieces(int from, int to) {
        var set = new BitSet();
        set.set(from, to);
        return set;
    }

    @Test
    void theRarestAreAskedForFirst() {
        picker.holds("Alice", pieces(0, PIECES));
        picker.holds("Bob", pieces(0, 40));
        picker.holds("Carol", pieces(44, PIECES));

        // Only Alice holds 40 to 43.
        assertEquals(Set.of(40, 41, 42, 43), Set.copyOf(picker.next("Alice").subList(0, 4)));
        assertEquals(PiecePicker.AHEAD, picker.next("Bob").size());
        assertEquals(List.of(), picker.next("Bob"), "no more before something came");
        assertEquals(List.of(), picker.next("Nobody"));
    }

    @Test
    void whatIsReadGoesFirstAndInOrder() {
        picker.holds("Alice", pieces(0, PIECES));
        picker.holds("Bob", pieces(0, PIECES));
        picker.reads("film", 30);

        assertEquals(IntStream.range(30, 38).boxed().toList(), picker.next("Alice"));
        // The first is waited for, so it is asked of both.
        assertEquals(List.of(30, 38, 39, 40, 41, 42, 43, 44), picker.next("Bob"));
        assertEquals(List.of("Alice", "Bob"), picker.arrived(30).stream().sorted().toList());
        assertEquals(List.of(31), picker.next("Bob"));
        picker.readsNoMore("film");
        picker.arrived(32);
        assertFalse(IntStream.range(30, 46).boxed().toList().containsAll(picker.next("Alice")));
    }

    @Test
    void theLastPiecesAreAskedOfSeveralAndTakenBackWhenTheyCome() {
        var almost = picker(pieces(0, PIECES - 3));
        for (String peer : List.of("Alice", "Bob", "Carol", "Dave")) {
            almost.holds(peer, pieces(0, PIECES));
        }

        assertEquals(Set.of(97, 98, 99), Set.copyOf(almost.next("Alice")));
        assertEquals(3, almost.next("Bob").size());
        assertEquals(3, almost.next("Carol").size());
        assertEquals(List.of(), almost.next("Dave"), "three are enough");
        assertEquals(Set.of("Alice", "Bob", "Carol"), Set.copyOf(almost.arrived(98)));
        almost.left("Alice");
        assertEquals(Set.of(97, 99), Set.copyOf(almost.next("Dave")));
        assertTrue(almost.busy());
        almost.arrived(97);
        almost.arrived(99);
        assertTrue(almost.complete());
        assertFalse(almost.busy());
    }

    @Test
    void whoDoesNotGiveAPieceIsNotAskedForItAgain() {
        picker.holds("Alice", pieces(7, 8));
        assertEquals(List.of(7), picker.next("Alice"));
        picker.refused("Alice", 7);
        assertEquals(List.of(), picker.next("Alice"));
        picker.holds("Alice", pieces(7, 9));
        assertEquals(Set.of(7, 8), Set.copyOf(picker.next("Alice")));
    }

    @Test
    void ofManyReadersTheNewestCount() {
        picker.holds("Alice", pieces(0, PIECES));
        for (int reader = 0; reader <= PiecePicker.READERS_MAX; reader++) {
            picker.reads(reader, 10 * reader);
        }
        assertEquals(10, picker.next("Alice").getFirst());
    }

    /** Peers come, go, refuse and are slow: whatever somebody gives in the end, arrives. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everythingThatSomebodyGivesArrives(long seed) {
        var random = new Random(seed);
        int count = 1 + random.nextInt(200);
        var have = new BitSet();
        random.ints(random.nextInt(count), 0, count).forEach(have::set);
        var picked = new PiecePicker<Integer>(count, have, new Random(seed));
        Map<Integer, List<Integer>> asked = new HashMap<>();
        Map<Integer, BitSet> held = new HashMap<>();
        Map<Integer, Set<Integer>> refusedBy = new HashMap<>();
        var all = new BitSet();
        all.set(0, count);
        held.put(0, all);
        picked.holds(0, all);
        for (int step = 0; !picked.complete(); step++) {
            assertTrue(step < 200 * count + 2_000, "it takes no end");
            int peer = random.nextInt(6);
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (peer > 0) {
                        BitSet some = new BitSet();
                        random.ints(random.nextInt(count + 1), 0, count).forEach(some::set);
                        held.put(peer, some);
                        refusedBy.remove(peer);
                        picked.holds(peer, some);
                    }
                }
                case 1 -> {
                    if (peer > 0) {
                        picked.left(peer);
                        held.remove(peer);
                        asked.remove(peer);
                    }
                }
                case 2 -> picked.reads("reader", random.nextInt(count));
                case 3 -> picked.readsNoMore("reader");
                default -> answerOne(peer, random, picked, asked, refusedBy);
            }
            ask(peer, picked, asked, held, refusedBy);
        }
    }

    private static void answerOne(
            int peer,
            Random random,
            PiecePicker<Integer> picked,
            Map<Integer, List<Integer>> asked,
            Map<Integer, Set<Integer>> refusedBy) {
        List<Integer> open = asked.getOrDefault(peer, List.of());
        if (open.isEmpty()) {
            return;
        }
        int piece = open.remove(random.nextInt(open.size()));
        if (peer > 0 && random.nextInt(4) == 0) {
            refusedBy.computeIfAbsent(peer, none -> new HashSet<>()).add(piece);
            picked.refused(peer, piece);
            return;
        }
        for (int other : picked.arrived(piece)) {
            asked.get(other).remove((Integer) piece);
        }
        assertTrue(picked.has(piece));
    }

    private static void ask(
            int peer,
            PiecePicker<Integer> picked,
            Map<Integer, List<Integer>> asked,
            Map<Integer, BitSet> held,
            Map<Integer, Set<Integer>> refusedBy) {
        BitSet have = picked.have();
        List<Integer> open = asked.computeIfAbsent(peer, none -> new ArrayList<>());
        for (int piece : picked.next(peer)) {
            assertFalse(have.get(piece), "it is here");
            assertTrue(held.get(peer).get(piece), "the peer does not hold it");
            assertFalse(open.contains(piece), "it was asked for already");
            assertFalse(refusedBy.getOrDefault(peer, Set.of()).contains(piece), "it was not given");
            open.add(piece);
        }
        assertTrue(open.size() <= PiecePicker.AHEAD);
    }
}
