package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final int SEEDS = 60;
    private static final List<String> PIECES = List.of("a", "tide ", "🌹", "\n", "x漢y");

    private static ActorId actor(int number) {
        return ActorId.of(
                new PeerId(Bytes.ofHex("%02x".formatted(number * 37 % 251).repeat(32))),
                Bytes.ofHex("0000000000000001"));
    }

    /** Three people who write apart and meet now and then. */
    private static List<Change> written(Random random) {
        var pages =
                List.of(
                        PageDocument.create(actor(1)),
                        PageDocument.create(actor(2)),
                        PageDocument.create(actor(3)));
        try {
            for (int step = 0; step < 40; step++) {
                PageDocument page = pages.get(random.nextInt(3));
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> page.apply(pages.get(random.nextInt(3)).changes());
                    case 3 ->
                            page.edit(
                                    new Edit.PutMark(
                                            NamedVersion.key(Heads.of(List.of(Genesis.HASH))),
                                            "Name " + step));
                    case 4 -> page.edit(new Edit.Rename(new Title("Title " + step)));
                    default -> type(page, random);
                }
            }
            pages.forEach(page -> pages.getFirst().apply(page.changes()));
            return pages.getFirst().changes();
        } finally {
            pages.forEach(PageDocument::close);
        }
    }

    private static void type(PageDocument page, Random random) {
        String text = page.text();
        int from = whole(text, random.nextInt(text.length() + 1));
        int to = whole(text, Math.min(text.length(), from + random.nextInt(6)));
        page.edit(
                new Edit.Text(
                        TextChange.replace(
                                text.length(),
                                from,
                                to,
                                PIECES.get(random.nextInt(PIECES.size())))));
    }

    private static int whole(String text, int at) {
        boolean cuts = at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return cuts ? at - 1 : at;
    }

    /** However often it was kept and gone on with, it is what reading all at once makes. */
    @Test
    void whatIsKeptAndGoneOnWithIsWhatReadingAllOfItMakes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Change> changes = written(random);
            Replay whole = Replay.EMPTY.with(changes);

            Replay kept = Replay.EMPTY;
            for (int from = 0; from < changes.size(); ) {
                int to = Math.min(changes.size(), from + 1 + random.nextInt(12));
                kept = Replay.read(kept.with(changes.subList(from, to)).toBytes());
                from = to;
            }

            assertSame(whole, kept, random, "seed " + seed);
        }
    }

    private static void assertSame(Replay one, Replay other, Random random, String message) {
        assertEquals(one.heads(), other.heads(), message);
        assertEquals(one.size(), other.size(), message);
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.hash(i), other.hash(i), message);
            assertEquals(
                    one.actors().get(one.actor(i)), other.actors().get(other.actor(i)), message);
            assertEquals(one.seq(i), other.seq(i), message);
            assertEquals(one.startOp(i), other.startOp(i), message);
            assertEquals(one.writesText(i), other.writesText(i), message);
            assertArrayEquals(one.dependencies(i), other.dependencies(i), message);
        }
        assertSame(one.text().orElseThrow(), other.text().orElseThrow(), random, message);
    }

    private static void assertSame(
            TextHistory one, TextHistory other, Random random, String message) {
        assertEquals(one.names(), other.names(), message);
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.acts(i), other.acts(i), message);
        }
        assertEquals(one.runs(one.all()), other.runs(other.all()), message);
        for (int round = 0; round < 5; round++) {
            var some = new BitSet();
            for (int i = 0; i < one.size(); i++) {
                some.set(i, random.nextInt(4) > 0);
            }
            assertEquals(one.part(one.all(), some), other.part(other.all(), some), message);
            assertEquals(one.text(some), other.text(some), message);
        }
    }

    /** Told in another order, each change did what it did; and who deleted first is first. */
    @Test
    void inWhateverOrderTheyAreToldChangesDidTheSame() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Change> changes = written(random);
            int[] row = shuffled(Replay.EMPTY.with(changes), random);
            var told = new ArrayList<Change>();
            for (int place : row) {
                told.add(changes.get(place));
            }

            TextHistory moved = Replay.EMPTY.with(changes).text(row).orElseThrow();

            TextHistory read = TextHistory.of(told).orElseThrow();
            assertSame(read, moved, random, "seed " + seed);
            for (int i = 0; i < read.characters(); i++) {
                assertEquals(read.firstDeletedBy(i), moved.firstDeletedBy(i), "seed " + seed);
                assertArrayEquals(read.deletedAlsoBy(i), moved.deletedAlsoBy(i), "seed " + seed);
            }
        }
    }

    /** Each behind those it was made on. */
    private static int[] shuffled(Replay changes, Random random) {
        int[] row = new int[changes.size()];
        var done = new BitSet();
        for (int at = 0; at < row.length; ) {
            int next = random.nextInt(row.length);
            boolean ready = !done.get(next);
            for (int dependency : changes.dependencies(next)) {
                ready &= done.get(dependency);
            }
            if (ready) {
                row[at++] = next;
                done.set(next);
            }
        }
        return row;
    }

    @Test
    void aChangeWhoseAncestorIsMissingIsRefused() {
        List<Change> changes = written(new Random(1));

        assertThrows(
                IllegalArgumentException.class,
                () -> Replay.EMPTY.with(changes.subList(1, changes.size())));
    }

    /** Whatever is wrong with what was kept, it is refused or is some replay. */
    @Test
    void damagedBytesAreRefusedOrHarmless() {
        byte[] kept = Replay.EMPTY.with(written(new Random(2))).toBytes().toArray();
        var random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = kept.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Replay.read(Bytes.of(damaged)).text().ifPresent(text -> text.text(text.all()));
            } catch (IllegalArgumentException refused) {
                continue;
            }
        }
        for (int length = 0; length < kept.length; length++) {
            Bytes cut = Bytes.of(kept, 0, length);
            assertThrows(IllegalArgumentException.class, () -> Replay.read(cut));
        }
    }
}
