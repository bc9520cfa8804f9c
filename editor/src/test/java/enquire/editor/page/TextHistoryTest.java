package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextHistoryTest {

    private static final int SEEDS = 200;

    private static ActorId actor(int number) {
        return ActorId.of(
                new PeerId(Bytes.ofHex("%02x".formatted(number * 37 % 251).repeat(32))),
                Bytes.ofHex("0000000000000001"));
    }

    /**
     * People who are apart now and then; what each part of the changes did is known by Automerge.
     */
    @Test
    void itReadsWhatAutomergeReads() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var documents =
                    List.of(
                            PageDocument.create(actor(1)),
                            PageDocument.create(actor(2)),
                            PageDocument.create(actor(3)));
            try {
                for (int step = 0; step < 30; step++) {
                    PageDocument document = documents.get(random.nextInt(3));
                    if (random.nextInt(3) == 0) {
                        document.apply(documents.get(random.nextInt(3)).changes());
                    } else {
                        type(document, random);
                    }
                }
                for (PageDocument document : documents) {
                    assertSame(document, random, "seed " + seed);
                }
            } finally {
                documents.forEach(PageDocument::close);
            }
        }
    }

    @Test
    void manyDeletionsOfOneCharacterAreCountedAsWork() {
        var changes = new ArrayList<Change>();
        try (var alice = PageDocument.create(actor(1))) {
            changes.addAll(alice.edit(new Edit.Text(TextChange.replace(0, 0, 0, "tide"))));
            List<Change> begun = List.copyOf(changes);
            for (int i = 2; i < 42; i++) {
                try (var apart = PageDocument.of(begun, actor(i))) {
                    changes.addAll(apart.edit(new Edit.Text(TextChange.replace(4, 0, 1, ""))));
                }
            }
        }
        int work = 38 * 39 / 2; // The second finds nobody to be copied, the third one, and so on.

        TextHistory history = Replay.EMPTY.with(changes, work).text().orElseThrow();
        assertEquals(
                "ide", history.text(history.places(changes.stream().map(Change::hash).toList())));
        assertEquals(Optional.empty(), Replay.EMPTY.with(changes, work - 1).text());
    }

    private static TextHistory.Part part(List<Change> changes, Set<ChangeHash> part) {
        return TextHistory.of(changes).orElseThrow().part(part);
    }

    private static void type(PageDocument document, Random random) {
        String text = document.text();
        int length = text.codePointCount(0, text.length());
        int from = random.nextInt(length + 1);
        int to = Math.min(length, from + random.nextInt(3));
        String inserted =
                random.ints(random.nextInt(4), 'a', 'z')
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining())
                        + (random.nextInt(4) == 0 ? "🌹" : "");
        document.edit(
                new Edit.Text(
                        TextChange.replace(
                                text.length(),
                                text.offsetByCodePoints(0, from),
                                text.offsetByCodePoints(0, to),
                                inserted)));
    }

    private static void assertSame(PageDocument document, Random random, String message) {
        List<Change> changes = document.changes();
        var all = changes.stream().map(Change::hash).collect(Collectors.toSet());
        assertEquals(document.text(), part(changes, all).change().apply(""), message);
        assertEquals(document.text(), part(changes, Set.of()).before(), message);
        // The last changes of a history that could have been the whole one.
        int cut = changes.isEmpty() ? 0 : random.nextInt(changes.size());
        List<Change> earlier = changes.subList(0, cut);
        var later = new HashSet<ChangeHash>();
        changes.subList(cut, changes.size()).forEach(change -> later.add(change.hash()));
        TextHistory.Part part = part(changes, later);
        try (var before = PageDocument.of(new ArrayList<>(earlier), actor(9))) {
            assertEquals(before.text(), part.before(), message);
        }
        assertEquals(document.text(), part.change().apply(part.before()), message);
    }

    @Test
    void whatOthersTypedAmongItIsNotPartOfIt() {
        try (var alice = PageDocument.create(actor(1));
                var bob = PageDocument.create(actor(2))) {
            alice.edit(new Edit.Text(TextChange.replace(0, 0, 0, "red")));
            bob.apply(alice.changes());
            var mine =
                    alice.edit(new Edit.Text(TextChange.replace(3, 3, 3, " and white"))).getFirst();
            bob.apply(alice.changes());
            bob.edit(new Edit.Text(TextChange.replace(13, 8, 13, "blue")));
            var part = part(bob.changes(), Set.of(mine.hash()));

            assertEquals("redblue", part.before());
            assertEquals("red and blue", part.change().apply(part.before()));
        }
    }
}
