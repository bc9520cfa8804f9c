package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.automerge.AmValue;
import org.automerge.Cursor;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.PatchAction;
import org.automerge.PatchLog;
import org.automerge.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the code relies on in automerge-java 0.0.7, so that an upgrade which changes it fails
 * loudly. What ends the process stands in {@link AutomergeAbortsTest}.
 */
class AutomergeAssumptionsTest {

    private static final org.automerge.ChangeHash[] NONE = {};

    private final List<Document> documents = new ArrayList<>();
    private Document alice;
    private ObjectId text;

    @BeforeEach
    void startFromTheGenesis() {
        new Document().free();
        alice = opened(new Document(Actors.ALICE.value().toArray()));
        alice.applyEncodedChanges(Genesis.CHUNK.toArray());
        text = PageObjects.find(alice).text();
    }

    @AfterEach
    void freeDocuments() {
        documents.forEach(Document::free);
    }

    private Document opened(Document document) {
        documents.add(document);
        return document;
    }

    private Document fork(Document document, ActorId actor) {
        return opened(document.fork(actor.value().toArray()));
    }

    private static Optional<org.automerge.ChangeHash> edit(
            Document document, Consumer<Transaction> edit) {
        try (var transaction = document.startTransaction()) {
            edit.accept(transaction);
            return transaction.commit();
        }
    }

    private void insert(Document document, long at, String inserted) {
        edit(document, transaction -> transaction.spliceText(text, at, 0, inserted));
    }

    private String textOf(Document document) {
        return document.text(text).orElseThrow();
    }

    private static Heads heads(Document document) {
        return NativeHash.heads(document.getHeads());
    }

    @Test
    void positionsAndLengthsCountCodePoints() {
        insert(alice, 0, "😀é👩‍👩‍👧e\u0301");
        assertEquals(9, alice.length(text));
        edit(alice, transaction -> transaction.spliceText(text, 1, 1, "x"));
        assertEquals("😀x👩‍👩‍👧e\u0301", textOf(alice));
    }

    @Test
    void aLoneSurrogateBecomesThreeReplacementCharacters() {
        insert(alice, 0, "a\ud83d");
        assertEquals("a\ufffd\ufffd\ufffd", textOf(alice));
    }

    @Test
    void everyOtherCharacterComesBackAsItWas() {
        String odd = "\u0000\t\r\n\u007f\u0085\u2028\ufeff\ufffe\uffff\ue000\udbff\udfff";
        insert(alice, 0, odd);
        assertEquals(odd, textOf(alice));
        edit(alice, transaction -> transaction.set(ObjectId.ROOT, "title", odd));
        assertEquals(Optional.of(odd), PageObjects.string(alice, ObjectId.ROOT, PageObjects.TITLE));
    }

    @Test
    void everyCodePointInsertedOrDeletedIsOneOperation() {
        insert(alice, 0, "😀 e\u0301 字");
        edit(alice, transaction -> transaction.spliceText(text, 1, 3, ""));
        List<Change> changes = changesOf(alice);
        assertEquals(6, changes.get(0).operations());
        assertEquals(3, changes.get(1).operations());
    }

    private static List<Change> changesOf(Document document) {
        Bytes all = Bytes.of(document.encodeChangesSince(NONE));
        return Change.parseAll(all.slice(Genesis.CHUNK.size(), all.size()));
    }

    @Test
    void patchesCountCodePointsToo() {
        insert(alice, 0, "😀😀");
        Document bob = fork(alice, Actors.BOB);
        insert(bob, 2, "!");
        var log = new PatchLog();
        alice.applyEncodedChanges(bob.encodeChangesSince(alice.getHeads()), log);
        var patch = alice.makePatches(log).getFirst();
        log.free();
        assertEquals(text, patch.getObj());
        assertEquals(2, ((PatchAction.SpliceText) patch.getAction()).getIndex());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void patchesOfTextAreExact(long seed) {
        var random = new Random(seed);
        Document bob = fork(alice, Actors.BOB);
        String mirror = "";
        for (int round = 0; round < 150; round++) {
            randomEdit(random, bob);
            if (random.nextInt(3) == 0) {
                randomEdit(random, alice);
                mirror = textOf(alice);
                bob.applyEncodedChanges(alice.encodeChangesSince(NONE));
            }
            if (random.nextInt(3) == 0) {
                var log = new PatchLog();
                alice.applyEncodedChanges(bob.encodeChangesSince(NONE), log);
                mirror = TextPatches.follow(mirror, text, alice.makePatches(log)).after();
                log.free();
                assertEquals(textOf(alice), mirror);
            }
        }
    }

    private void randomEdit(Random random, Document document) {
        long length = document.length(text);
        long at = random.nextLong(length + 1);
        long deleted = random.nextInt(3) == 0 ? random.nextLong(Math.min(4, length - at) + 1) : 0;
        String inserted = List.of("", "a", "😀", "e\u0301", "two words").get(random.nextInt(5));
        edit(document, transaction -> transaction.spliceText(text, at, deleted, inserted));
    }

    @Test
    void patchesOfTextAreSafeWhileAKeyHasTwoValues() {
        Document bob = fork(alice, Actors.BOB);
        edit(alice, transaction -> transaction.set(ObjectId.ROOT, "title", "Alice's"));
        edit(bob, transaction -> transaction.set(ObjectId.ROOT, "title", "Bob's"));
        alice.applyEncodedChanges(bob.encodeChangesSince(NONE));
        bob.applyEncodedChanges(alice.encodeChangesSince(NONE));
        insert(bob, 0, "text");
        var before = alice.getHeads();
        var log = new PatchLog();
        alice.applyEncodedChanges(bob.encodeChangesSince(alice.getHeads()), log);
        assertEquals(1, alice.makePatches(log).size());
        log.free();
        assertEquals(1, alice.diff(before, alice.getHeads()).size());
        assertEquals(1, alice.diff(alice.getHeads(), before).size());
    }

    @Test
    void changesWithMissingDependenciesAreQueuedInSilenceAndSaved() {
        Document bob = fork(alice, Actors.BOB);
        insert(alice, 0, "one");
        var first = alice.getHeads();
        insert(alice, 3, " two");
        bob.applyEncodedChanges(alice.encodeChangesSince(first));
        assertEquals("", textOf(bob));
        assertEquals(Heads.of(List.of(Genesis.HASH)), heads(bob));
        Document loaded = opened(Document.load(bob.save()));
        loaded.applyEncodedChanges(changesOf(alice).getFirst().chunk().toArray());
        assertEquals("one two", textOf(loaded));
    }

    @Test
    void theSameNumberOfAnActorTwiceIsNotTaken() {
        Document restored = fork(alice, Actors.ALICE);
        Document bob = fork(alice, Actors.BOB);
        insert(alice, 0, "before");
        insert(restored, 0, "after");
        bob.applyEncodedChanges(alice.encodeChangesSince(NONE));
        byte[] reused = changesOf(restored).getFirst().chunk().toArray();
        assertThrows(RuntimeException.class, () -> bob.applyEncodedChanges(reused));
        assertEquals("before", textOf(bob));
    }

    @Test
    void headsThatAreUnknownAreIgnored() {
        insert(alice, 0, "text");
        var unknown = NativeHash.of(Heads.of(List.of(new ChangeHash(Bytes.of(new byte[32])))));
        assertEquals(Optional.of(""), alice.text(text, unknown));
        assertArrayEquals(alice.encodeChangesSince(NONE), alice.encodeChangesSince(unknown));
    }

    @Test
    void aTruncatedChangeIsRefusedOrIgnoredButNeverTaken() {
        Document bob = fork(alice, Actors.BOB);
        insert(alice, 0, "text");
        byte[] chunk = changesOf(alice).getFirst().chunk().toArray();
        Heads before = heads(bob);
        try {
            bob.applyEncodedChanges(Arrays.copyOf(chunk, chunk.length - 1));
        } catch (RuntimeException e) {
            assertTrue(String.valueOf(e.getClass()).contains("automerge"));
        }
        assertEquals(before, heads(bob));
    }

    @Test
    void actorsOfFortyBytesWorkAndStandInTheChange() {
        assertArrayEquals(Actors.ALICE.value().toArray(), alice.getActorId());
        insert(alice, 0, "text");
        assertEquals(Actors.ALICE, changesOf(alice).getFirst().actor());
    }

    @Test
    void aLoadedDocumentHasARandomActorAndItsForkTheOneGiven() {
        insert(alice, 0, "text");
        Document loaded = opened(Document.load(alice.save()));
        assertFalse(Arrays.equals(alice.getActorId(), loaded.getActorId()));
        Document forked = fork(loaded, Actors.BOB);
        assertArrayEquals(Actors.BOB.value().toArray(), forked.getActorId());
        assertEquals(heads(alice), heads(forked));
        assertEquals(changesOf(alice), changesOf(forked));
    }

    @Test
    void changesComeUncompressedInOrderAndNameTheHeads() {
        Document bob = fork(alice, Actors.BOB);
        insert(alice, 0, "long enough to be worth compressing ".repeat(50));
        insert(bob, 0, "short");
        alice.applyEncodedChanges(bob.encodeChangesSince(NONE));
        var before = alice.getHeads();
        insert(alice, 0, "last");
        List<Change> changes = changesOf(alice);
        Set<enquire.editor.page.ChangeHash> seen = new HashSet<>(Set.of(Genesis.HASH));
        for (Change change : changes) {
            assertTrue(seen.containsAll(change.dependencies()));
            assertEquals(1, change.chunk().at(8));
            seen.add(change.hash());
        }
        assertEquals(heads(alice), Heads.of(List.of(changes.getLast().hash())));
        byte[] since = alice.encodeChangesSince(before);
        assertEquals(changes.getLast().chunk(), Bytes.of(since));
    }

    @Test
    void aHashOfOursIsTakenAndEqualsNoHashOfTheLibrary() {
        insert(alice, 0, "text");
        var ours = NativeHash.of(heads(alice));
        assertEquals(Optional.of("text"), alice.text(text, ours));
        assertArrayEquals(alice.getHeads()[0].getBytes(), ours[0].getBytes());
        assertNotEquals(alice.getHeads()[0], ours[0]);
    }

    @Test
    void aTransactionIsExclusiveAndDoesNotWait() {
        try (var transaction = alice.startTransaction()) {
            assertThrows(RuntimeException.class, alice::startTransaction);
            transaction.rollback();
        }
        insert(alice, 0, "works again");
    }

    @Test
    void whatChangesNothingMakesNoChange() {
        edit(alice, transaction -> transaction.set(ObjectId.ROOT, "title", "Home"));
        assertEquals(Optional.empty(), edit(alice, transaction -> {}));
        assertEquals(
                Optional.empty(),
                edit(alice, transaction -> transaction.set(ObjectId.ROOT, "title", "Home")));
        assertEquals(
                Optional.empty(),
                edit(alice, transaction -> transaction.delete(ObjectId.ROOT, "x")));
    }

    /** Hence {@link AliasKey}; values are not concerned. */
    @Test
    void aKeyWithACharacterOutsideOfTheBasicPlaneIsRefused() {
        assertThrows(
                RuntimeException.class,
                () -> edit(alice, transaction -> transaction.set(ObjectId.ROOT, "😀", "value")));
        edit(alice, transaction -> transaction.set(ObjectId.ROOT, "字é", "😀"));
        assertEquals(Optional.of("😀"), PageObjects.string(alice, ObjectId.ROOT, "字é"));
    }

    @Test
    void anEmptyKeyIsRefused() {
        assertThrows(
                RuntimeException.class,
                () -> edit(alice, transaction -> transaction.set(ObjectId.ROOT, "", "value")));
    }

    @Test
    void settingAStringMakesAScalarAndConcurrentOnesAreAllThere() {
        Document bob = fork(alice, Actors.BOB);
        edit(alice, transaction -> transaction.set(ObjectId.ROOT, "deleted", "one"));
        edit(bob, transaction -> transaction.set(ObjectId.ROOT, "deleted", "two"));
        alice.applyEncodedChanges(bob.encodeChangesSince(NONE));
        assertTrue(alice.get(ObjectId.ROOT, "deleted").orElseThrow() instanceof AmValue.Str);
        assertEquals(
                Set.of("one", "two"),
                Set.copyOf(ConcurrentValues.strings(alice, ObjectId.ROOT, "deleted")));
        edit(alice, transaction -> transaction.delete(ObjectId.ROOT, "deleted"));
        assertEquals(List.of(), ConcurrentValues.strings(alice, ObjectId.ROOT, "deleted"));
    }

    @Test
    void aCursorFollowsItsCharacterAndLeadsToANeighbourOnceThatIsDeleted() {
        insert(alice, 0, "a😀c");
        var before = alice.getHeads();
        insert(alice, 0, "😀");
        Cursor cursor = alice.makeCursor(text, 1, before);
        assertEquals(2, alice.lookupCursorIndex(text, cursor));
        assertEquals(cursor.toString(), alice.makeCursor(text, 2).toString());
        edit(alice, transaction -> transaction.spliceText(text, 2, 1, ""));
        assertEquals(2, alice.lookupCursorIndex(text, cursor));
        assertNotEquals(cursor.toString(), alice.makeCursor(text, 2).toString());
    }

    @Test
    void textInsertedInOneGoAtOnePlaceDoesNotMixWithAnother() {
        Document bob = fork(alice, Actors.BOB);
        insert(alice, 0, "aaaaaaaaaa");
        insert(alice, 10, "AAAAAAAAAA");
        insert(bob, 0, "bbbbbbbbbb");
        alice.applyEncodedChanges(bob.encodeChangesSince(NONE));
        assertTrue(
                Set.of("aaaaaaaaaaAAAAAAAAAAbbbbbbbbbb", "bbbbbbbbbbaaaaaaaaaaAAAAAAAAAA")
                        .contains(textOf(alice)));
    }
}
