package enquire.editor.overlap;

import static enquire.editor.overlap.Group.ALICE;
import static enquire.editor.overlap.Group.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What holds of overlaps whatever people write, and however they meet; a failure names its seed.
 */
class OverlapLawsTest {

    private static final int SEEDS = 60;

    private static final List<String> WORDS =
            List.of("winch", "rope", "tide", "🌹", "night crew", "é", "10", "old");

    private static String sentence(Random random) {
        var words = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return "The " + String.join(" ", words) + " lies here.";
    }

    private static List<String> sentences(Random random, int count) {
        var sentences = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            sentences.add(sentence(random));
        }
        return sentences;
    }

    private static void write(Group group, int person, Random random) {
        String text = group.text(person);
        int points = text.codePointCount(0, text.length());
        int from = random.nextInt(points + 1);
        int to = Math.min(points, from + random.nextInt(6));
        String[] inserted = {"", "a", "🌹", ". Then", "\n", " more", "x\ny"};
        group.edit(
                person,
                new Edit.Text(
                        TextChange.replace(
                                text.length(),
                                text.offsetByCodePoints(0, from),
                                text.offsetByCodePoints(0, to),
                                inserted[random.nextInt(inserted.length)])));
    }

    @Test
    void nodesThatHoldTheSameChangesMarkTheSamePlacesInWhateverOrderTheyCame() {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            try (var group = new Group(3, String.join(" ", sentences(random, 3)))) {
                for (int step = 0; step < 25; step++) {
                    switch (random.nextInt(8)) {
                        case 0 -> group.meet();
                        case 1 -> group.exchange();
                        case 2 -> group.give(random.nextInt(3), random.nextInt(3));
                        case 3 -> group.part();
                        default -> write(group, random.nextInt(3), random);
                    }
                }
                group.meet();
                List<Overlap> expected = group.overlaps(ALICE);
                found += expected.size();
                for (int person = 0; person < 3; person++) {
                    assertEquals(expected, group.overlaps(person), "seed " + seed);
                }
                var shuffled = new ArrayList<>(group.of(BOB).changes());
                Collections.shuffle(shuffled, random);
                assertEquals(expected, Overlaps.find(shuffled, group.bursts()), "seed " + seed);
                for (Overlap overlap : expected) {
                    assertTrue(Overlap.isId(overlap.id()));
                    assertTrue(
                            0 <= overlap.from()
                                    && overlap.from() <= overlap.to()
                                    && overlap.to() <= group.text(ALICE).length(),
                            "seed " + seed);
                }
            }
        }
        assertTrue(found > SEEDS, "only %d places were found".formatted(found));
    }

    @Test
    void keepingOneSideLeavesExactlyWhatThatPersonHad() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<String> sentences = sentences(random, 5);
            int shared = random.nextInt(5);
            try (var group = new Group(2, String.join(" ", sentences))) {
                List<String> alices = rewrite(group, ALICE, sentences, shared, random);
                List<String> bobs = rewrite(group, BOB, sentences, shared, random);
                group.meet();

                List<Overlap> found = group.overlaps(ALICE);
                String message = "seed " + seed + " " + found;
                assertEquals(1, found.size(), message);
                Overlap overlap = found.getFirst();
                assertEquals(sentences.get(shared), overlap.before(), message);
                assertEquals(alices.get(shared), overlap.one().text(), message);
                assertEquals(bobs.get(shared), overlap.other().text(), message);
                String text = group.text(ALICE);
                sentences.set(shared, alices.get(shared));
                assertEquals(
                        String.join(" ", sentences),
                        Group.kept(text, overlap, overlap.one().text()),
                        message);
                sentences.set(shared, bobs.get(shared));
                assertEquals(
                        String.join(" ", sentences),
                        Group.kept(text, overlap, overlap.other().text()),
                        message);
            }
        }
    }

    /** Some words inside of one sentence. */
    private static List<String> rewrite(
            Group group, int person, List<String> sentences, int number, Random random) {
        var mine = new ArrayList<>(sentences);
        int edits = 1 + random.nextInt(3);
        for (int i = 0; i < edits; i++) {
            String old = mine.get(number);
            List<String> words = new ArrayList<>(List.of(old.split(" ")));
            int at = 1 + random.nextInt(words.size() - 2);
            words.set(at, "%s%s%d".formatted(words.get(at), person == ALICE ? "A" : "B", i));
            mine.set(number, String.join(" ", words));
            int from = String.join(" ", mine.subList(0, number)).length() + (number > 0 ? 1 : 0);
            group.edit(
                    person,
                    new Edit.Text(
                            TextChange.between(
                                    group.text(person),
                                    group.text(person).substring(0, from)
                                            + mine.get(number)
                                            + group.text(person).substring(from + old.length()))));
        }
        return mine;
    }

    @Test
    void typingTogetherNeverMarksAnythingWhereverPeopleType() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            try (var group = new Group(2, sentence(random))) {
                for (int step = 0; step < 12; step++) {
                    write(group, ALICE, random);
                    write(group, BOB, random);
                    if (random.nextInt(3) > 0) {
                        group.exchange();
                    }
                }
                group.exchange();
                write(group, ALICE, random);
                write(group, BOB, random);
                group.exchange();

                assertEquals(List.of(), group.overlaps(ALICE), "seed " + seed);
            }
        }
    }

    /** Else a place that was ticked off would come back under another id as a page grows. */
    @Test
    void whoLooksAtFewerChangesFindsNoTimeApartThatWasNotThereBefore() {
        int fewer = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            try (var group = new Group(3, String.join(" ", sentences(random, 3)))) {
                for (int step = 0; step < 40; step++) {
                    switch (random.nextInt(10)) {
                        case 0 -> group.meet();
                        case 1 -> group.give(random.nextInt(3), random.nextInt(3));
                        case 2 -> group.part();
                        default -> write(group, random.nextInt(3), random);
                    }
                }
                group.meet();
                List<Change> ordered =
                        group.of(ALICE).changes().stream()
                                .sorted(
                                        Comparator.comparingLong(Change::startOp)
                                                .thenComparing(Change::hash))
                                .toList();
                Set<List<Object>> all =
                        begins(TimesApart.find(ordered, group.bursts(), ordered.size()));
                for (int max = 1; max < ordered.size(); max++) {
                    Set<List<Object>> found = begins(TimesApart.find(ordered, group.bursts(), max));
                    assertTrue(all.containsAll(found), "seed %d, %d".formatted(seed, max));
                    fewer += found.isEmpty() || found.equals(all) ? 0 : 1;
                }
            }
        }
        assertTrue(fewer > 0, "it never found some of them");
    }

    /** What an id is made of. */
    private static Set<List<Object>> begins(List<TimeApart> times) {
        return times.stream()
                .map(time ->
                        List.<Object>of(
                                time.one(),
                                time.ofOne().nextSetBit(0),
                                time.other(),
                                time.ofOther().nextSetBit(0)))
                .collect(Collectors.toSet());
    }
}
