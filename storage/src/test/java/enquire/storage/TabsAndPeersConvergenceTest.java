package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tabs of three people write into one page at once, with restarts, saves and merges. */
class TabsAndPeersConvergenceTest {

    private static final int TABS_EACH = 2;
    private static final int STEPS = 250;

    @TempDir Path folder;

    /** Typed by each person's first tab, which types nothing else. */
    private final StringBuilder marks = new StringBuilder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everybodyEndsWithTheSameTextAndNothingTypedIsLostOrDoubled(long seed) {
        var random = new Random(seed);
        try (var alice = new Person("Alice", folder, seed);
                var bob = new Person("Bob", folder, seed);
                var carol = new Person("Carol", folder, seed)) {
            List<Person> people = List.of(alice, bob, carol);
            PageId page = alice.create("Home", "one 🌹 two\nthree\n").page();
            bob.receiveFrom(alice);
            carol.receiveFrom(bob);
            var tabs = new ArrayList<TestTab>();
            for (Person person : people) {
                for (int i = 0; i < TABS_EACH; i++) {
                    tabs.add(new TestTab(person.name + i, person, page));
                }
            }
            for (int step = 0; step < STEPS; step++) {
                act(random, people, tabs, page);
            }
            settle(people, tabs, page);

            for (Person person : people) {
                assertEquals(alice.text(page), person.text(page));
                assertEquals(alice.page(page).version(), person.page(page).version());
                assertEquals(
                        alice.repository().exchange().fingerprint(),
                        person.repository().exchange().fingerprint());
            }
            tabs.forEach(tab -> assertEquals(alice.text(page), tab.text()));
            assertTrue(marks.length() > 20, marks::toString);
            assertEquals(
                    marks.toString(),
                    alice.text(page)
                            .chars()
                            .filter(c -> marks.indexOf(Character.toString(c)) >= 0)
                            .sorted()
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString());
            carol.restart();
            assertEquals(alice.text(page), carol.text(page));
        }
    }

    private void type(Random random, List<TestTab> tabs, TestTab tab) {
        if (tabs.indexOf(tab) % TABS_EACH > 0) {
            tab.typeAtRandom(random);
        } else {
            char mark = (char) (TestTab.FIRST_MARK + marks.length());
            marks.append(mark);
            tab.typeMark(mark, random);
        }
    }

    private void act(Random random, List<Person> people, List<TestTab> tabs, PageId page) {
        Person person = people.get(random.nextInt(people.size()));
        TestTab tab = tabs.get(random.nextInt(tabs.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> type(random, tabs, tab);
            case 4, 5 -> tab.push();
            case 6 -> tab.pull();
            case 7 -> person.receiveFrom(people.get(random.nextInt(people.size())), page);
            case 8 -> saveOverAnOldVersion(random, person, page);
            default -> {
                if (random.nextInt(8) == 0) {
                    person.restart();
                } else {
                    person.repository().exchange().fold(page);
                }
            }
        }
    }

    /** As somebody who read the page, thought for a while and saved. */
    private static void saveOverAnOldVersion(Random random, Person person, PageId page) {
        PageView read = person.page(page);
        var other = new TestTab("api", person, page);
        other.typeAtRandom(random);
        other.pushUntilAccepted();
        person.repository().write(page, read.version(), read.text() + "saved\n");
    }

    private static void settle(List<Person> people, List<TestTab> tabs, PageId page) {
        tabs.forEach(TestTab::pushUntilAccepted);
        for (int round = 0; round < 3; round++) {
            for (Person to : people) {
                for (Person from : people) {
                    to.receiveFrom(from, page);
                }
            }
        }
        tabs.forEach(TestTab::pull);
    }
}
