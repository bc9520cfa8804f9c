package enquire.editor.overlap;

import static enquire.editor.overlap.Group.ALICE;
import static enquire.editor.overlap.Group.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.overlap.Overlap.Side;
import enquire.editor.page.Edit;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {

    private static final String TEXT = "The winch holds 9 tons. It is old.\n\n- rope\n- hook\n";

    private static List<String> shown(Group group) {
        assertEquals(group.overlaps(ALICE), group.overlaps(BOB));
        return group.overlaps(ALICE).stream()
                .map(each ->
                        "%s → %s | %s → %s"
                                .formatted(
                                        each.before(),
                                        each.one().text(),
                                        each.other().text(),
                                        group.text(ALICE).substring(each.from(), each.to())))
                .toList();
    }

    @Test
    void oneSentenceThatBothChangedWhileApartIsMarkedOnBothNodes() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "9", "10");
            group.replace(BOB, "winch", "big winch");
            group.meet();

            assertEquals(
                    List.of(
                            "The winch holds 9 tons. → The winch holds 10 tons. | The big winch"
                                    + " holds 9 tons. → The big winch holds 10 tons."),
                    shown(group));
            var overlap = group.overlaps(BOB).getFirst();
            assertEquals(
                    new Side(group.of(ALICE).actor().author(), "The winch holds 10 tons."),
                    overlap.one());
        }
    }

    @Test
    void twoSentencesOfOneParagraphAreNoOverlap() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "9", "10");
            group.replace(BOB, "is old", "is new");
            group.meet();

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void newItemsOfAListAndNewSentencesAreNoOverlap() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "- hook\n", "- hook\n- chain\n");
            group.replace(ALICE, "old.", "old. Mind it.");
            group.replace(BOB, "- hook\n", "- hook\n- bolt\n");
            group.replace(BOB, "old.", "old. We need another.");
            group.meet();

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void whatBothAddToOneItemOfAListIsAnOverlap() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "- hook", "- hook of steel");
            group.replace(BOB, "- hook", "- hook and chain");
            group.meet();

            assertEquals(1, shown(group).size());
        }
    }

    @Test
    void aSentenceThatOneDeletedAndTheOtherChangedIsAnOverlap() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, " It is old.", "");
            group.replace(BOB, "is old", "is very old");
            group.meet();

            assertEquals(List.of("It is old. →  | It is very old. → very "), shown(group));
        }
    }

    @Test
    void theSameChangeByBothIsNoOverlapIfItReadsAsBothWanted() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, " holds 9 tons", "");
            group.replace(BOB, " holds 9 tons", "");
            group.meet();

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void theSameWordTypedByBothStandsThereTwiceAndIsMarked() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "is old", "is worn");
            group.replace(BOB, "is old", "is worn");
            group.meet();

            assertEquals(
                    List.of("It is old. → It is worn. | It is worn. → It is wornworn."),
                    shown(group));
        }
    }

    @Test
    void sentencesBesideEachOtherThatBothRewroteAreOnePlace() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "winch holds 9 tons. It is", "crane holds 9 tons. She is");
            group.replace(BOB, "9 tons. It is old", "8 tons. It was old");
            group.meet();

            assertEquals(1, shown(group).size());
        }
    }

    @Test
    void aFirstTextThatTwoPeopleGaveOnePageIsNoOverlap() {
        try (var group = new Group(2, "")) {
            group.replace(ALICE, "", "One.");
            group.replace(BOB, "", "Two.");
            group.meet();

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void peopleWhoTypeTogetherInOneSentenceMakeNoMarks() {
        try (var group = new Group(2, TEXT)) {
            for (int i = 0; i < 5; i++) {
                group.replace(ALICE, "winch", "winch" + i);
                group.replace(BOB, "9", i + "9");
                group.exchange();
            }

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void whoGoesOnInTheSameMinuteAfterLosingTheOtherIsApart() {
        try (var group = new Group(2, TEXT)) {
            for (int i = 0; i < 5; i++) {
                group.replace(ALICE, "winch", "winch" + i);
                group.replace(BOB, "9", i + "9");
                group.exchange();
            }
            group.part();
            group.replace(ALICE, "tons", "kilograms");
            group.replace(BOB, "tons", "pounds");
            group.meet();

            assertEquals(1, shown(group).size());
        }
    }

    @Test
    void whoWroteWithoutMissingAnythingIsNotApartFromWhoWentAwayEarlier() {
        try (var group = new Group(2, TEXT)) {
            group.replace(BOB, "9", "10");
            group.give(BOB, ALICE);
            group.replace(BOB, "10", "11");
            group.replace(ALICE, "10", "12");
            group.meet();

            assertEquals(1, shown(group).size());
            assertEquals("The winch holds 10 tons.", group.overlaps(ALICE).getFirst().before());
        }
    }

    @Test
    void aPlaceStaysMarkedWhateverIsWrittenLaterUntilItIsTickedOff() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "9", "10");
            group.replace(BOB, "winch", "big winch");
            group.meet();
            String id = group.overlaps(ALICE).getFirst().id();
            group.replace(ALICE, "The", "Note: the");
            group.exchange();
            group.replace(BOB, "is old", "is fine");
            group.replace(BOB, "Note", "Notice");
            group.exchange();

            assertEquals(List.of(id), group.overlaps(BOB).stream().map(Overlap::id).toList());

            group.edit(BOB, new Edit.PutMark(Overlap.MARK + id, "bob"));
            group.exchange();
            assertEquals(List.of(), shown(group));

            group.edit(ALICE, new Edit.RemoveMark(Overlap.MARK + id));
            group.exchange();
            assertEquals(1, shown(group).size());
        }
    }

    @Test
    void aPlaceOfWhichNothingIsLeftIsNotMarked() {
        try (var group = new Group(2, TEXT)) {
            group.replace(ALICE, "9", "10");
            group.replace(BOB, "winch", "big winch");
            group.meet();
            group.replace(ALICE, "The big winch holds 10 tons. ", "");
            group.meet();

            assertEquals(List.of(), shown(group));
        }
    }

    @Test
    void ofThreePeopleEachTwoAreAPlaceOfTheirOwn() {
        try (var group = new Group(3, TEXT)) {
            group.replace(0, "9", "10");
            group.replace(1, "winch", "big winch");
            group.replace(2, "tons", "kilograms");
            group.meet();

            assertEquals(3, shown(group).size());
            assertEquals(3, group.overlaps(0).stream().map(Overlap::id).distinct().count());
        }
    }

    @Test
    void aLongTimeApartIsOnePlace() {
        try (var group = new Group(2, TEXT)) {
            for (int i = 0; i < 500; i++) {
                group.replace(ALICE, "winch", "winch.");
                group.replace(BOB, "9", "98");
            }
            group.meet();

            assertEquals(1, shown(group).size());
        }
    }
}
