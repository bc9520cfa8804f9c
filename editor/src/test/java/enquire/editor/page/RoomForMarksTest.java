package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever enters a page can lose its words, and what is left of it can still be handed on. */
class RoomForMarksTest {

    private static final String WORDS = "the key is hunter2 ".repeat(800);
    private static final int FILES = 879;

    /**
     * A change of another program, with all these words and keys of files, and one key more, whose
     * value fills it up.
     */
    private static Change foreign(int files, int filled) {
        new Document().free();
        var document = new Document(Actors.ALICE.value().toArray());
        try {
            document.applyEncodedChanges(Genesis.CHUNK.toArray());
            PageObjects objects = PageObjects.find(document);
            try (var transaction = document.startTransaction()) {
                transaction.set(ObjectId.ROOT, PageObjects.TITLE, "Keys");
                transaction.spliceText(objects.text(), 0, 0, WORDS);
                for (int i = 0; i < files; i++) {
                    transaction.set(objects.files(), "%064x".formatted(i), "f".repeat(1_000));
                }
                transaction.set(objects.files(), "%064x".formatted(files), "f".repeat(filled));
                transaction.commit();
            }
            Bytes all = Bytes.of(document.encodeChangesSince(new org.automerge.ChangeHash[0]));
            return Change.parse(all.slice(Genesis.CHUNK.size(), all.size()));
        } finally {
            document.free();
        }
    }

    private static int whole(Change change) {
        return change.inflatedBytes()
                + ChangeRewriting.growthBytesMax(OperationReader.read(change.body()));
    }

    private static Blanks random(Change change, Random random) {
        var places = new BitSet();
        for (int i = 0; i < change.operations(); i++) {
            places.set(i, random.nextBoolean());
        }
        return Blanks.of(places);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneByteMoreThanFitsWithoutItsWordsIsRefused(int more) {
        int room = ChangeLimits.BLANKED_BODY_BYTES_MAX - whole(foreign(FILES, 200)) + 200;
        Change change = foreign(FILES, room + more);
        assertEquals(ChangeLimits.BLANKED_BODY_BYTES_MAX + more, whole(change));

        try (var page = PageDocument.create(Actors.BOB)) {
            ScreenedChanges screened = page.screen(List.of(change));

            assertEquals(more == 0, screened.fit().equals(List.of(change)));
            assertEquals(
                    more > 0,
                    screened.refused().getOrDefault(change.hash(), "").contains("no room"));
        }
    }

    /** Somebody took its words out while it waited for what it follows. */
    @Test
    void oneThatGrewBeforeItIsScreenedIsRefusedAsWell() {
        Change change = foreign(FILES + 50, 200);
        var all = new BitSet();
        all.set(0, change.operations());
        Change left = change.blanked(Blanks.of(all));
        assertTrue(left.inflatedBytes() > ChangeLimits.BLANKED_BODY_BYTES_MAX);
        try (var page = PageDocument.create(Actors.BOB)) {
            assertEquals(List.of(), page.screen(List.of(left)).fit());
        }
    }

    @Test
    void whateverIsTakenOutOfTheLargestFitsOnItsWay() {
        Change change = foreign(FILES, 200);
        for (int seed = 0; seed < 8; seed++) {
            Change left = change.blanked(random(change, new Random(seed)));
            assertTrue(left.isBlanked());
            assertTrue(left.inflatedBytes() <= whole(change));
            assertTrue(left.chunk().size() <= change.chunkBytesMax().orElseThrow());
            assertTrue(left.chunk().size() <= (1 << 20) - 16 * 1024);
            try (var page = PageDocument.create(Actors.BOB)) {
                assertEquals(List.of(left), page.screen(List.of(left)).fit());
            }
        }
    }
}
