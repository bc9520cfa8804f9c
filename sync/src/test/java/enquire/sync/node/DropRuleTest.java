package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever order asks, answers, drops, restarts and removals come in, whatever is lost or comes
 * twice or late: every file lies somewhere.
 */
class DropRuleTest {

    private static final int STEPS = 150;

    private static final List<BlobId> FILES = List.of(blob(1), blob(2));

    /** An ask, or an answer to one. */
    private record Letter(boolean answer, int from, int to, BlobId blob, Bytes nonce) {}

    /** One computer: what it holds survives a restart, what it asked does not. */
    private static final class Keeper {
        final int number;
        final Set<BlobId> held = new HashSet<>(FILES);
        final Set<BlobId> beingDropped = new HashSet<>();
        final Set<Integer> removed = new HashSet<>();
        DropRule rule;

        Keeper(int number) {
            this.number = number;
            restart();
        }

        void restart() {
            rule = new DropRule(key(number), held::contains);
            beingDropped.clear();
        }
    }

    /** What happened in one world, for the count that shows that something did. */
    private record Outcome(int drops, int restarts) {}

    private static BlobId blob(int number) {
        return new BlobId(Bytes.ofHex("%064x".formatted(number)));
    }

    private static PeerId key(int number) {
        return new PeerId(Bytes.ofHex("%064x".formatted(number)));
    }

    @Test
    void everyFileAlwaysHasAHolder() {
        int worlds = Integer.getInteger("enquire.dropWorlds", 3_000);
        long first = Long.getLong("seed", 1);
        int drops = 0;
        int restarts = 0;
        for (long seed = first; seed < first + worlds; seed++) {
            Outcome outcome = world(seed);
            drops += outcome.drops();
            restarts += outcome.restarts();
        }
        System.out.println(worlds + " worlds: " + drops + " dropped, " + restarts + " restarts");
        assertTrue(drops > worlds / 2 && restarts > worlds, drops + " and " + restarts);
    }

    private static Outcome world(long seed) {
        var random = new Random(seed);
        var keepers = new ArrayList<Keeper>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            keepers.add(new Keeper(i));
        }
        int needed = 1 + random.nextInt(Math.min(3, keepers.size() - 1));
        var letters = new ArrayList<Letter>();
        int drops = 0;
        int restarts = 0;
        for (int step = 0; step < STEPS; step++) {
            Keeper one = keepers.get(random.nextInt(keepers.size()));
            BlobId blob = FILES.get(random.nextInt(FILES.size()));
            switch (random.nextInt(32)) {
                case 0, 1, 9, 10 -> ask(one, blob, keepers.size(), random, letters);
                case 2, 11, 12 -> finish(one, blob);
                case 3 -> {
                    one.restart(); // Whatever was being dropped and is still there stays.
                    restarts++;
                }
                case 4 -> fetch(one, blob, keepers);
                case 5 -> one.removed.add(random.nextInt(keepers.size()));
                case 6 -> one.removed.clear();
                case 7 -> lose(letters, random);
                case 8, 13, 14, 15 -> drops += drop(one, blob, needed) ? 1 : 0;
                default -> deliver(letters, random, keepers);
            }
            for (BlobId each : FILES) {
                assertTrue(
                        keepers.stream().anyMatch(keeper -> keeper.held.contains(each)),
                        "nobody holds a file after step %d; again with -Dseed=%d"
                                .formatted(step, seed));
            }
        }
        return new Outcome(drops, restarts);
    }

    private static void ask(
            Keeper one, BlobId blob, int count, Random random, List<Letter> letters) {
        if (!one.held.contains(blob)) {
            return;
        }
        Bytes nonce = Bytes.ofHex("%016x".formatted(random.nextLong()));
        one.rule.begin(blob, nonce);
        for (int to = 0; to < count; to++) {
            if (to != one.number) {
                letters.add(new Letter(false, one.number, to, blob, nonce));
            }
        }
    }

    /** Any of them, so late ones come after newer ones; and some come once more. */
    private static void deliver(List<Letter> letters, Random random, List<Keeper> keepers) {
        if (letters.isEmpty()) {
            return;
        }
        int which = random.nextInt(letters.size());
        Letter letter = random.nextInt(8) == 0 ? letters.get(which) : letters.remove(which);
        Keeper to = keepers.get(letter.to());
        if (letter.answer()) {
            to.rule.promised(letter.blob(), letter.nonce(), key(letter.from()), Bytes.EMPTY);
        } else if (to.rule.promises(letter.blob(), key(letter.from()))) {
            letters.add(
                    new Letter(true, letter.to(), letter.from(), letter.blob(), letter.nonce()));
        }
    }

    private static void lose(List<Letter> letters, Random random) {
        if (!letters.isEmpty()) {
            letters.remove(random.nextInt(letters.size()));
        }
    }

    private static boolean drop(Keeper one, BlobId blob, int needed) {
        Optional<List<Bytes>> promises =
                one.rule.drop(
                        blob,
                        needed,
                        peer -> one.removed.stream().noneMatch(n -> key(n).equals(peer)));
        promises.ifPresent(made -> {
            assertTrue(made.size() >= needed);
            one.beingDropped.add(blob);
        });
        return promises.isPresent();
    }

    /** What was decided is done later: meanwhile the file is there, and nothing is promised. */
    private static void finish(Keeper one, BlobId blob) {
        if (one.beingDropped.remove(blob)) {
            one.held.remove(blob);
            one.rule.ended(blob);
        }
    }

    private static void fetch(Keeper one, BlobId blob, List<Keeper> from) {
        if (!one.beingDropped.contains(blob)
                && from.stream().anyMatch(keeper -> keeper.held.contains(blob))) {
            one.held.add(blob);
        }
    }

    @Test
    void ofTwoThatAskEachOtherTheLargerKeyYieldsAndKeeps() {
        var alice = new DropRule(key(1), blob -> true);
        var bob = new DropRule(key(2), blob -> true);
        Bytes hers = Bytes.ofHex("01");
        Bytes his = Bytes.ofHex("02");
        alice.begin(blob(1), hers);
        bob.begin(blob(1), his);

        assertFalse(alice.promises(blob(1), key(2)));
        assertTrue(bob.promises(blob(1), key(1)));
        alice.promised(blob(1), hers, key(2), Bytes.ofHex("aa"));
        bob.promised(blob(1), his, key(1), Bytes.ofHex("bb"));

        assertEquals(Optional.of(List.of(Bytes.ofHex("aa"))), alice.drop(blob(1), 1, peer -> true));
        assertEquals(Optional.empty(), bob.drop(blob(1), 1, peer -> true));
        assertFalse(alice.promises(blob(1), key(2)));
    }

    @Test
    void whoPromisedMayDropOnlyOnAPromiseThatWasAskedForLater() {
        var bob = new DropRule(key(2), blob -> true);
        bob.begin(blob(1), Bytes.ofHex("01"));
        bob.promised(blob(1), Bytes.ofHex("01"), key(3), Bytes.ofHex("cc"));
        assertTrue(bob.promises(blob(1), key(1)));
        assertEquals(Optional.empty(), bob.drop(blob(1), 1, peer -> true));

        bob.begin(blob(1), Bytes.ofHex("02"));
        bob.promised(blob(1), Bytes.ofHex("01"), key(3), Bytes.ofHex("cc"));
        assertEquals(Optional.empty(), bob.drop(blob(1), 1, peer -> true));
        bob.promised(blob(1), Bytes.ofHex("02"), key(3), Bytes.ofHex("dd"));
        assertEquals(Optional.empty(), bob.drop(blob(1), 2, peer -> true));
        assertEquals(Optional.empty(), bob.drop(blob(1), 1, peer -> !peer.equals(key(3))));
        assertEquals(Optional.of(List.of(Bytes.ofHex("dd"))), bob.drop(blob(1), 1, peer -> true));
    }
}
