package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static enquire.editor.page.Actors.CAROL;
import static enquire.editor.page.DamagedChanges.actors;
import static enquire.editor.page.DamagedChanges.dependencies;
import static enquire.editor.page.DamagedChanges.numbers;
import static enquire.editor.page.DamagedChanges.with;
import static enquire.editor.page.DamagedChanges.withColumn;
import static enquire.editor.page.DamagedChanges.withKey;
import static enquire.editor.page.DamagedChanges.withoutOverwritten;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the screening, broken alone in a change that is right otherwise. */
class ChangeScreeningTest {

    private PageDocument page;
    private Change title;
    private Change text;
    private Change ofBob;
    private Change ofAlice;

    /** Alice began; then Bob and she wrote at the same time, he a rename and some text. */
    @BeforeEach
    void write() {
        page = PageDocument.create(CAROL);
        try (var alice = PageDocument.create(ALICE)) {
            title = alice.edit(new Edit.Rename(new Title("Home"))).getFirst();
            text = alice.edit(new Edit.Text(TextChange.replace(0, 0, 0, "tide"))).getFirst();
            try (var bob = PageDocument.of(List.of(title, text), BOB)) {
                ofBob =
                        bob.edit(
                                        new Edit.Rename(new Title("Harbour")),
                                        new Edit.Text(TextChange.replace(4, 2, 3, "é🌹")))
                                .getFirst();
            }
            ofAlice = alice.edit(new Edit.Text(TextChange.replace(4, 4, 4, "s"))).getFirst();
        }
    }

    @AfterEach
    void close() {
        page.close();
    }

    private void refuses(String why, Change change, Change... before) {
        var all = new ArrayList<>(List.of(before));
        all.add(change);
        Map<ChangeHash, String> refused = page.screen(all).refused();
        assertTrue(refused.containsKey(change.hash()), "it was let in");
        assertTrue(
                String.valueOf(refused.get(change.hash())).contains(why),
                () -> String.valueOf(refused.get(change.hash())));
        assertEquals(List.of(before), page.screen(all).fit());
    }

    @Test
    void honestChangesAreLetInWhateverWayTheyCome() {
        assertEquals(
                List.of(title, text, ofBob, ofAlice),
                page.screen(List.of(title, text, ofBob, ofAlice)).fit());
        page.apply(List.of(title, text, ofAlice));
        assertEquals(List.of(ofBob), page.screen(List.of(title, text, ofBob)).fit());
        page.apply(List.of(ofBob));
        assertEquals(Map.of(), page.screen(List.of(ofBob)).refused());
        assertEquals("tié🌹es", page.text());
    }

    @Test
    void aChangeFollowsWhatIsHere() {
        refuses("not here", ofBob, title);
        refuses("not here", text);
    }

    /** Numbered as its author's first, so that nothing else is wrong with it. */
    @Test
    void aChangeFollowsAtLeastTheBeginningOfAPage() {
        refuses("follows nothing", with(title, dependencies()));
    }

    /** Added up, these counts are a negative number: fewer than any limit. */
    @Test
    void countsThatAddUpBeyondALongAreTooMany() {
        String largest = "ff".repeat(8) + "7f";
        refuses(
                "overwrites more than",
                withColumn(text, ChangeFormat.OVERWRITTEN_COUNT, "7e01" + largest + "0200"),
                title);
    }

    /** One operation fits behind all that this page has seen; two do not. */
    @Test
    void aPageHasAnEnd() {
        Change one;
        Change two;
        try (var alice = PageDocument.of(List.of(title), ALICE)) {
            one = alice.edit(new Edit.PutMark("one", "1")).getFirst();
            two = alice.edit(new Edit.PutMark("two", "2")).getFirst();
        }
        long more = ChangeLimits.PAGE_OPERATIONS_MAX - one.startOp();
        Change before = with(title, numbers(0, more));
        Change last = with(with(one, dependencies(before)), numbers(0, more));
        Change beyond = with(with(two, dependencies(last)), numbers(0, more));
        var known = new KnownChanges();
        known.add(before);

        ScreenedChanges screened = new ChangeScreening(known).screen(List.of(last, beyond));

        assertEquals(List.of(last), screened.fit());
        assertEquals(
                "The change is operation 8,388,609 of its page; a page may have 8,388,608.",
                screened.refused().get(beyond.hash()));
    }

    @Test
    void aMistakeOfTheScreeningRefusesTheChangeThatMeetsItAndNoOther() {
        var screening =
                new ChangeScreening(
                        new KnownChanges(),
                        body -> {
                            if (body.actor().equals(BOB)) {
                                throw new IndexOutOfBoundsException("7 of 3");
                            }
                            return OperationReader.read(body);
                        });

        ScreenedChanges screened = screening.screen(List.of(title, text, ofBob, ofAlice));

        assertEquals(List.of(title, text, ofAlice), screened.fit());
        String why = String.valueOf(screened.refused().get(ofBob.hash()));
        assertTrue(why.startsWith(ChangeScreening.MISTAKE), why);
        assertTrue(why.contains("IndexOutOfBoundsException: 7 of 3"), why);
        assertTrue(why.contains("ChangeScreeningTest"), why);
    }

    @Test
    void whatFollowsARefusedChangeIsHeldUpAndNothingElse() {
        Change bad = with(ofBob, numbers(0, 1));
        Change after = with(ofAlice, dependencies(bad));
        var screened = page.screen(List.of(title, text, bad, after, ofAlice));
        assertEquals(List.of(title, text, ofAlice), screened.fit());
        assertEquals(List.of(bad.hash(), after.hash()), List.copyOf(screened.refused().keySet()));
    }

    @Test
    void numbersContinueThoseOfTheAncestors() {
        refuses("number 2", with(ofBob, numbers(1, 0)), title, text);
        refuses("first operation", with(ofBob, numbers(0, 1)), title, text);
        refuses("first operation", with(ofBob, numbers(0, -1)), title, text);
        refuses("first operation", with(ofBob, numbers(0, 1 << 30)), title, text);
        refuses("number 2", with(text, dependencies(ofBob)), title, text, ofBob);
    }

    @Test
    void anAuthorMakesEachNumberOnce() {
        Change again = withColumn(ofAlice, 0x57, "78");
        refuses("two changes", again, title, text, ofAlice);
        page.apply(List.of(title, text, ofAlice));
        refuses("two changes", again);
    }

    @Test
    void theAuthorsLastChangeIsAnAncestor() {
        Change apart =
                with(
                        ofAlice,
                        body ->
                                new ChangeBody(
                                        List.of(ofBob.hash()),
                                        body.actor(),
                                        4,
                                        ofBob.startOp() + ofBob.operations(),
                                        body.otherActors(),
                                        body.columns()));
        refuses("number 4", apart, title, text, ofBob, ofAlice);
    }

    /** Bob's text is no ancestor of Alice's last change, so that cannot stand behind his. */
    @Test
    void onlyAncestorsAreReferredTo() {
        page.apply(List.of(title, text, ofBob));
        Change behindBob =
                with(
                        withColumn(ofAlice, 0x13, number(ofBob.startOp() + 4)),
                        actors(ALICE, BOB.value(), Genesis.ACTOR));
        Change indexed = withColumn(withColumn(behindBob, 0x11, "7f01"), 0x01, "7f02");
        refuses("was not there", ordered(indexed));
    }

    private static Change ordered(Change change) {
        return with(
                change,
                body -> {
                    var others = new ArrayList<>(body.otherActors());
                    others.sort(Bytes::compareTo);
                    boolean genesisFirst = others.getFirst().equals(Genesis.ACTOR);
                    var columns = new ArrayList<ChangeBody.Column>();
                    for (ChangeBody.Column column : body.columns()) {
                        boolean actors = column.spec() == 0x01 || column.spec() == 0x11;
                        columns.add(
                                actors && genesisFirst
                                        ? new ChangeBody.Column(
                                                column.spec(),
                                                Bytes.ofHex(
                                                        column.spec() == 0x01 ? "7f01" : "7f02"))
                                        : column);
                    }
                    return new ChangeBody(
                            body.dependencies(),
                            body.actor(),
                            body.seq(),
                            body.startOp(),
                            others,
                            columns);
                });
    }

    private static String number(long value) {
        return "7f" + new ChunkWriter().signedNumber(value).written().toHex();
    }

    @ParameterizedTest
    @CsvSource({
        // A place behind a title that was set, behind nothing, behind itself.
        "19, 7f05, was not there",
        "19, 7fe400, was not there",
        "19, 7f0f, was not there",
        // The text's own objects: a map, one that nobody made.
        "2, 7f02, treats a map as a text",
        "2, 7f09, something that no page has",
        // Counter, make, delete with a value, mark, and an action nobody knows.
        "66, 7f05, something else than",
        "66, 7f04, something else than",
        "66, 7f03, something else than",
        "66, 7f07, something else than",
        "66, 7f3f, something else than",
        // Two characters, no character, half of one, a number.
        "86, 7f26, end early",
        "86, 7f06, more values",
        "86, 7f14, something else than",
        "87, c3, not UTF-8",
        // Not inserted, twice inserted.
        "52, 01, something else with the text",
        "52, 000100, not encoded",
        // A key where a place is meant.
        "21, 7f0178, treats the text as a map",
        // Encoded in a way that Automerge does not use.
        "66, 0101, not encoded",
        "19, 7f8500, shortest",
        "1, 0001, not encoded",
        // Columns of marks, and of a whole document.
        "148, 01, no change of a page has",
        "165, 7f0178, no change of a page has",
        "33, 7f00, no change of a page has",
        // Something overwritten that is not there; by half.
        "112, 7f01, named by half",
    })
    void anInsertionIsExactlyOne(int spec, String hex, String why) {
        refuses(why, withColumn(ofAlice, spec, hex), title, text);
    }

    @Test
    void anInsertionIsOneCharacterAndAValueIsShort() {
        Change two = withColumn(withColumn(ofAlice, 0x56, "7f26"), 0x57, "6162");
        refuses("not one character", two, title, text);
        String long1025 = "61".repeat(ChangeLimits.STRING_BYTES_MAX + 1);
        String kind = number((ChangeLimits.STRING_BYTES_MAX + 1L) << 4 | 6);
        Change value = withColumn(withColumn(ofAlice, 0x56, kind), 0x57, long1025);
        refuses("not one character", value, title, text);
        Change mark;
        try (var alice = PageDocument.of(List.of(title), BOB)) {
            mark = alice.edit(new Edit.PutMark("m", "x")).getFirst();
        }
        refuses("1,025 bytes", withColumn(withColumn(mark, 0x56, kind), 0x57, long1025), title);
        refuses("no page can have", withColumn(mark, 0x15, "7f04f09f8cb9"), title);
        refuses("no page can have", withColumn(mark, 0x15, "7f00"), title);
        refuses(
                "is not there",
                withColumn(withColumn(withColumn(mark, 0x42, "7f03"), 0x56, "7f00"), 0x57, ""),
                title);
    }

    @Test
    void actorsAreKnownInOrderAndUsed() {
        refuses("for nothing", with(title, actors(ALICE, Genesis.ACTOR, CAROL.value())));
        refuses("not in order", with(title, actors(ALICE, CAROL.value(), Genesis.ACTOR)));
        refuses("not in order", with(title, actors(ALICE, Genesis.ACTOR, ALICE.value())));
        refuses("no page has", with(title, actors(ALICE)));
        refuses("does not list", withColumn(ofAlice, 0x11, "7f07"), title, text);
    }

    @Test
    void keysOfTheRootThatTheGenesisMadeStay() {
        refuses("must stay", withRootKey("text"));
        refuses("must stay", withRootKey("marks"));
        refuses("must stay", withRootKey("other"));
    }

    @Test
    void theTitleIsNeverDeleted() {
        Change deletion;
        Change restoration;
        try (var alice = PageDocument.of(List.of(title, text), CAROL)) {
            deletion = alice.edit(new Edit.Delete()).getFirst();
            restoration = alice.edit(new Edit.Restore()).getFirst();
        }
        assertEquals(
                List.of(title, text, deletion, restoration),
                page.screen(List.of(title, text, deletion, restoration)).fit());
        Change untitled = withKey(restoration, PageObjects.DELETED, PageObjects.TITLE);
        refuses("key “title”, which must stay", untitled, title, text, deletion);
    }

    @Test
    void aFileIsPutAndRemovedUnderItsOwnKeyOnly() {
        BlobId file = BlobId.parse("55".repeat(BlobId.BYTES));
        BlobId other = BlobId.parse("66".repeat(BlobId.BYTES));
        Change put;
        Change again;
        Change removed;
        try (var bob = PageDocument.of(List.of(title), BOB)) {
            put = bob.edit(new Edit.PutFile(file, "{}")).getFirst();
            again = bob.edit(new Edit.PutFile(file, "{1}")).getFirst();
            removed = bob.edit(new Edit.RemoveFile(file)).getFirst();
        }
        assertEquals(
                List.of(title, put, again, removed),
                page.screen(List.of(title, put, again, removed)).fit());
        String kind = number((ChangeLimits.STRING_BYTES_MAX + 1L) << 4 | 6);
        String long1025 = "61".repeat(ChangeLimits.STRING_BYTES_MAX + 1);
        refuses("1,025 bytes", withColumn(withColumn(put, 0x56, kind), 0x57, long1025), title);
        // What the genesis made fourth are the marks, second the aliases.
        refuses("was not there", withColumn(again, 0x02, "7f04"), title, put);
        refuses("was not there", withColumn(removed, 0x02, "7f02"), title, put, again);
        Change ofOther = withKey(removed, file.toString(), other.toString());
        refuses("was not there", ofOther, title, put, again);
        Change ofNothing = withoutOverwritten(removed);
        refuses("how many others", ofNothing, title, put, again);
        refuses("is not there", withColumn(ofNothing, 0x70, "7f00"), title, put, again);
    }

    private Change withRootKey(String key) {
        return withKey(title, PageObjects.TITLE, key);
    }
}
