package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EditLineTest {

    private static final TabId ALICE = new TabId("alice");
    private static final TabId BOB = new TabId("bob");

    private final EditLine line = EditLine.start("one");

    private static TextChange append(String text, String appended) {
        return TextChange.replace(text.length(), text.length(), text.length(), appended);
    }

    private static EditLine accepted(PushResult result) {
        return assertInstanceOf(PushResult.Accepted.class, result).line();
    }

    @Test
    void aPushOnTheCurrentVersionIsAccepted() {
        var changes = List.of(append("one", " two"), append("one two", " three"));
        var result = assertInstanceOf(PushResult.Accepted.class, line.push(ALICE, 0, 1, changes));
        assertEquals("one two three", result.line().text());
        assertEquals(2, result.line().version());
        assertEquals(
                List.of(
                        new Update.Typed(ALICE, 1, changes.get(0)),
                        new Update.Typed(ALICE, 2, changes.get(1))),
                result.updates());
        assertEquals(OptionalLong.of(2), result.line().lastNumber(ALICE));
        assertEquals("one", line.text());
    }

    @Test
    void aPushOnAnOlderVersionIsStaleAndTheTabGetsWhatItMissed() {
        var foreign = new Update.Arrived(append("one", "!"));
        var newer = line.append(foreign);
        var result = newer.push(ALICE, 0, 1, List.of(append("one", " two")));
        assertEquals(new PushResult.Stale(1), result);
        assertEquals(Optional.of(List.of(foreign)), newer.updatesSince(0));
    }

    @Test
    void aRepeatedPushIsAnsweredAndNotAppliedTwice() {
        var push = List.of(append("one", " two"));
        var newer = accepted(line.push(ALICE, 0, 1, push));
        assertEquals(new PushResult.Repeated(1), newer.push(ALICE, 0, 1, push));
        assertEquals(new PushResult.Repeated(1), newer.push(ALICE, 1, 1, push));
    }

    @Test
    void aPushOfWhichOnlyTheBeginningIsKnownIsStale() {
        var first = append("one", " two");
        var newer = accepted(line.push(ALICE, 0, 1, List.of(first)));
        var more = List.of(first, append("one two", " three"));
        assertEquals(new PushResult.Stale(1), newer.push(ALICE, 0, 1, more));
    }

    @Test
    void aVersionThatIsNotKeptOrNotMadeYetIsGone() {
        var push = List.of(append("one", " two"));
        assertEquals(new PushResult.Gone(), line.push(ALICE, 1, 1, push));
        var restored = EditLine.restore(7, "one", Map.of());
        assertEquals(new PushResult.Gone(), restored.push(ALICE, 6, 1, push));
        assertEquals(8, accepted(restored.push(ALICE, 7, 1, push)).version());
        assertEquals(Optional.empty(), restored.updatesSince(6));
        assertEquals(Optional.empty(), restored.updatesSince(8));
        assertEquals(Optional.of(List.of()), restored.updatesSince(7));
    }

    @Test
    void aGapInATabsNumbersIsRefused() {
        var newer = accepted(line.push(ALICE, 0, 4, List.of(append("one", "!"))));
        assertInstanceOf(
                PushResult.Refused.class, newer.push(ALICE, 1, 6, List.of(append("one!", "?"))));
    }

    @Test
    void aChangeThatDoesNotFitIsRefusedWhole() {
        var smiling = EditLine.start("😀");
        var splits = TextChange.replace(2, 1, 1, "x");
        assertInstanceOf(PushResult.Refused.class, smiling.push(ALICE, 0, 1, List.of(splits)));
        var tooLong = List.of(append("😀", "!"), append("something else", "?"));
        assertInstanceOf(PushResult.Refused.class, smiling.push(ALICE, 0, 1, tooLong));
        assertInstanceOf(PushResult.Refused.class, smiling.push(ALICE, 0, 1, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> smiling.append(new Update.Arrived(splits)));
    }

    @Test
    void aRestartRemembersTheTextTheVersionAndEachTabsLastNumber() {
        var restored =
                EditLine.restore(5, "one", Map.of(ALICE, 3L))
                        .append(new Update.Typed(BOB, 9, append("one", " two")));
        assertEquals(6, restored.version());
        assertEquals("one two", restored.text());
        assertEquals(OptionalLong.of(3), restored.lastNumber(ALICE));
        assertEquals(OptionalLong.of(9), restored.lastNumber(BOB));
        var again = List.of(append("one", " two"));
        assertEquals(new PushResult.Repeated(6), restored.push(BOB, 5, 9, again));
    }

    @Test
    void theOldestUpdatesAreForgottenAtTheLimit() {
        EditLine lagged = EditLine.start("");
        for (int i = 0; i < EditLine.RECENT_MAX + 1; i++) {
            lagged = lagged.append(new Update.Arrived(append(lagged.text(), "x")));
        }
        assertEquals(EditLine.RECENT_MAX, lagged.updatesSince(1).orElseThrow().size());
        assertTrue(lagged.updatesSince(0).isEmpty());
    }

    @Test
    void updatesAreForgottenWhenTheyHoldTooMuchText() {
        String half = "x".repeat(EditLine.RECENT_UNITS_MAX / 2);
        EditLine large = EditLine.start("");
        for (int i = 0; i < 3; i++) {
            large = large.append(new Update.Arrived(append("", half)));
            var emptied = TextChange.replace(half.length(), 0, half.length(), "");
            large = large.append(new Update.Arrived(emptied));
        }
        assertTrue(large.updatesSince(2).isPresent());
        assertTrue(large.updatesSince(0).isEmpty());
    }

    @Test
    void theTabThatWasSilentLongestIsForgottenAtTheLimit() {
        EditLine busy = accepted(line.push(ALICE, 0, 1, List.of(append("one", "a"))));
        busy = accepted(busy.push(BOB, 1, 1, List.of(append("onea", "b"))));
        busy = accepted(busy.push(ALICE, 2, 2, List.of(append("oneab", "a"))));
        for (int i = 0; i < EditLine.TABS_MAX - 1; i++) {
            var tab = new TabId("tab" + i);
            busy = busy.append(new Update.Typed(tab, 1, append(busy.text(), "x")));
        }
        assertEquals(OptionalLong.of(2), busy.lastNumber(ALICE));
        assertEquals(OptionalLong.empty(), busy.lastNumber(BOB));
    }

    @Test
    void aTabIsNamedByLettersAndDigits() {
        assertThrows(IllegalArgumentException.class, () -> new TabId(""));
        assertThrows(IllegalArgumentException.class, () -> new TabId("a b"));
        assertThrows(IllegalArgumentException.class, () -> new TabId("x".repeat(65)));
        assertEquals(64, new TabId("x".repeat(64)).value().length());
    }
}
