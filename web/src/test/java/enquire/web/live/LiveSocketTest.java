package enquire.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.text.TextChange;
import enquire.storage.Repository;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tabs over real WebSockets of a real node. */
class LiveSocketTest {

    private final List<TestTab> tabs = new ArrayList<>();
    private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @AfterEach
    void stop() {
        tabs.forEach(TestTab::close);
        alice.close();
    }

    @Test
    void tabsThatTypeAtOnceEndWithOneText() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "The winch 🚤 of the Curlew.\n");
        for (long seed = 1; seed <= 3; seed++) {
            var random = new Random(seed);
            List<TestTab> typing = List.of(tab("a" + seed), tab("b" + seed), tab("c" + seed));
            for (int round = 0; round < 60; round++) {
                TestTab tab = typing.get(random.nextInt(typing.size()));
                editAtRandom(tab, random);
                if (random.nextInt(3) == 0) {
                    tab.drain();
                }
                if (round % 20 == 10) {
                    String text = alice.get(TestNode.wiki("/pages/Minutes")).body();
                    alice.put(TestNode.wiki("/pages/Minutes"), "api " + round + "\n" + text);
                }
            }
            for (TestTab tab : typing) {
                tab.until(tab::isSaved);
            }
            String stored = alice.get(TestNode.wiki("/pages/Minutes")).body();
            for (TestTab tab : typing) {
                tab.until(() -> tab.text().equals(stored));
                tab.disconnect();
            }
        }
    }

    @Test
    void aTabThatWasAwayGoesOnWhereItStood() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("away");
        tab.append("two\n");
        tab.until(tab::isSaved);
        tab.disconnect();
        tab.append("written while away\n");
        TestTab other = tab("other");
        other.edit(0, 0, "zero\n");
        other.until(other::isSaved);

        tab.connect(alice.uri("/"), alice.token(), "w", "Minutes");
        tab.until(tab::isSaved);

        String expected = "zero\none\ntwo\nwritten while away\n";
        assertEquals(expected, tab.text());
        assertEquals(expected, alice.get(TestNode.wiki("/pages/Minutes")).body());
        other.until(() -> other.text().equals(expected));
    }

    @Test
    void anUpdateThatIsSentTwiceIsAppliedOnce() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("twice");
        long base = tab.version();
        tab.append("two\n");
        tab.until(tab::isSaved);

        // The answer was lost: the tab says the same again.
        tab.pushFrom(1, List.of(TextChange.replace(4, 4, 4, "two\n")), base);
        tab.append("three\n");
        tab.until(tab::isSaved);

        assertEquals("one\ntwo\nthree\n", alice.get(TestNode.wiki("/pages/Minutes")).body());
    }

    @Test
    void aPageIsMadeByTheFirstKeyAndNotByLooking() throws Exception {
        var tab = new TestTab("new");
        tabs.add(tab);
        tab.connect(alice.uri("/"), alice.token(), "w", "Night crew");
        assertEquals(404, alice.get(TestNode.wiki("/pages/Night%20crew")).statusCode());

        tab.append("first");
        tab.until(tab::isSaved);

        assertEquals("first", alice.get(TestNode.wiki("/pages/Night%20crew")).body());
        assertTrue(!tab.page().isEmpty());
    }

    @Test
    void editsThroughTheApiAndWhatBecomesOfThePageReachTheTab() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("reader");

        alice.put(TestNode.wiki("/pages/Minutes"), "one\nfrom the API\n");
        tab.until(() -> tab.text().equals("one\nfrom the API\n"));

        alice.post(TestNode.wiki("/pages/Minutes/rename"), "{\"title\": \"Notes\"}");
        JsonNode renamed = tab.other("page");
        assertEquals("renamed", renamed.path("event").asText());
        assertEquals("Notes", renamed.path("title").asText());
        alice.send("DELETE", TestNode.wiki("/pages/Notes"), new byte[0]);
        assertEquals("deleted", tab.other("page").path("event").asText());
        tab.append("an edit wins over a deletion\n");
        tab.until(tab::isSaved);
        assertEquals("restored", tab.other("page").path("event").asText());
        assertEquals(200, alice.get(TestNode.wiki("/pages/Notes")).statusCode());
    }

    @Test
    void tabsSeeEachOthersCursors() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one two three\n");
        TestTab first = tab("first");
        TestTab second = tab("second");
        second.cursor(4);

        JsonNode people =
                first.other(
                        "presence",
                        frame ->
                                frame.path("people")
                                        .valueStream()
                                        .anyMatch(person ->
                                                person.path("tab").asText().equals("second")
                                                        && person.path("anchor").asInt() == 4));
        assertEquals("Alice", people.path("people").path(0).path("name").asText());
        second.disconnect();
        first.other("presence", frame -> frame.path("people").size() == 1);
    }

    @Test
    void whatIsNoMessageIsAnsweredWithAProblemAndHarmsNobody() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("odd");
        // Longer than the text: it cannot fit.
        tab.pushFrom(1, List.of(TextChange.replace(999, 0, 0, "x")), tab.version());
        JsonNode problem = tab.other("problem");
        assertTrue(!problem.path("detail").asText().isEmpty());
        assertEquals("push", problem.path("about").asText());
        assertFalse(problem.path("again").asBoolean());

        tab.append("two\n");
        tab.until(tab::isSaved);
        assertEquals("one\ntwo\n", alice.get(TestNode.wiki("/pages/Minutes")).body());
    }

    @Test
    void aTextThatIsOnlyTooLongInBetweenArrives() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("paste");
        tab.disconnect();
        String tooMuch = "x".repeat(Repository.TEXT_CHARS_MAX);
        tab.append(tooMuch);
        tab.edit(4, 4 + tooMuch.length(), "");
        tab.append("two\n");

        tab.connect(alice.uri("/"), alice.token(), "w", "Minutes");
        tab.until(tab::isSaved);

        assertTrue(tab.other("problem").path("detail").asText().contains("1,048,576"));
        assertEquals("one\ntwo\n", alice.get(TestNode.wiki("/pages/Minutes")).body());
    }

    @Test
    void aTabWhoseEditIsTooLongGoesOnWithTheEditThatMakesItFit() throws Exception {
        alice.put(TestNode.wiki("/pages/Minutes"), "one\n");
        TestTab tab = tab("paste");
        String tooMuch = "x".repeat(Repository.TEXT_CHARS_MAX);
        tab.append(tooMuch);
        tab.other("problem");

        tab.edit(4, 4 + tooMuch.length(), "two\n");
        tab.until(tab::isSaved);

        assertEquals("one\ntwo\n", alice.get(TestNode.wiki("/pages/Minutes")).body());
    }

    private TestTab tab(String id) {
        var tab = new TestTab(id);
        tabs.add(tab);
        tab.connect(alice.uri("/"), alice.token(), "w", "Minutes");
        return tab;
    }

    private static void editAtRandom(TestTab tab, Random random) {
        String text = tab.text();
        int from = boundary(text, random.nextInt(text.length() + 1));
        int to = boundary(text, Math.min(text.length(), from + random.nextInt(4)));
        String[] inserts = {"a", "🚤", "e\u0301", "\n", "Ω", ""};
        String insert = inserts[random.nextInt(inserts.length)];
        if (random.nextInt(3) > 0) {
            to = from;
        }
        if (to > from || !insert.isEmpty()) {
            tab.edit(from, Math.max(from, to), insert);
        }
    }

    private static int boundary(String text, int position) {
        boolean inside =
                position > 0
                        && position < text.length()
                        && Character.isLowSurrogate(text.charAt(position))
                        && Character.isHighSurrogate(text.charAt(position - 1));
        return inside ? position - 1 : position;
    }
}
