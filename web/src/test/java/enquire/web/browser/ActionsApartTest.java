package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.overlap.Overlap;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.sync.node.PageOverlaps;
import enquire.web.TestNode;
import enquire.web.wiki.WikiPaths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people rename, move and merge the same pages while apart: every text is there afterwards. */
class ActionsApartTest {

    @AutoClose private TwoPeopleApart people;

    @BeforeEach
    void start(@TempDir Path folder) {
        people = new TwoPeopleApart(folder);
    }

    @Test
    void branchesThatAreMovedBelowEachOtherKeepAllTheirPages() throws Exception {
        PageId ax = people.page("a/x", "of a\n");
        PageId by = people.page("b/y", "of b\n");
        PageId a = people.page("a", "root a\n");
        PageId b = people.page("b", "root b, [[a/x]]\n");

        form(people.alice(), "move", "a", "below", "b", "branch", "on", "updateLinks", "on");
        form(people.bob(), "move", "b", "below", "a", "branch", "on", "updateLinks", "on");
        people.meet();
        people.awaitEqual();

        for (TestNode node : List.of(people.alice(), people.bob())) {
            assertEquals("b/a", title(node, a));
            assertEquals("a/b", title(node, b));
            assertEquals("b/a/x", title(node, ax));
            assertEquals("a/b/y", title(node, by));
            assertEquals("of a\n", TwoPeopleApart.text(node, ax));
            assertEquals("of b\n", TwoPeopleApart.text(node, by));
            String read = node.get("/w/a/b", "Accept", "text/html").body();
            assertTrue(read.contains("href=\"/w/b/a/x\""), read);
            for (String former : List.of("a", "b", "a/x", "b/y")) {
                assertEquals(302, node.get("/w/" + former, "Accept", "text/html").statusCode());
            }
            String tree = node.get("/w/-/pages?by=tree", "Accept", "text/html").body();
            assertTrue(tree.contains("/w/b/a/x") && tree.contains("/w/a/b/y"), tree);
        }
    }

    @Test
    void pagesThatAreMergedIntoEachOtherBothStayWithBothTexts() throws Exception {
        PageId winter = people.page("Winter", "ice\n");
        PageId summer = people.page("Summer", "sun\n");

        form(people.alice(), "merge", "Winter", "into", "Summer");
        form(people.bob(), "merge", "Summer", "into", "Winter");
        people.meet();
        people.awaitEqual();

        for (TestNode node : List.of(people.alice(), people.bob())) {
            assertEquals("sun\n\n## Winter\n\nice\n", TwoPeopleApart.text(node, summer));
            assertEquals("ice\n\n## Summer\n\nsun\n", TwoPeopleApart.text(node, winter));
            assertEquals("Summer", title(node, summer));
            assertEquals("Winter", title(node, winter));
        }
    }

    /** What stands there twice is marked, and one press leaves it once. */
    @Test
    void whereBothMakeTheSameMergeThePlaceIsMarked() throws Exception {
        PageId winter = people.page("Winter", "ice\n");
        PageId year = people.page("Year", "months\n");

        form(people.alice(), "merge", "Winter", "into", "Year");
        form(people.bob(), "merge", "Winter", "into", "Year");
        people.meet();
        people.awaitEqual();

        String merged = "months\n\n## Winter\n\nice\n";
        for (TestNode node : List.of(people.alice(), people.bob())) {
            assertTrue(view(node, winter).deleted());
            assertTrue(TwoPeopleApart.text(node, year).contains("ice"));
        }
        PageOverlaps overlaps = TwoPeopleApart.wiki(people.alice()).overlaps();
        List<Overlap> places = overlaps.read(year).overlaps();
        assertEquals(1, places.size(), TwoPeopleApart.text(people.alice(), year));
        Overlap place = places.getFirst();
        overlaps.tickOff(year, place.id(), Optional.of(place.one().author()), Optional.empty());
        people.awaitEqual();
        assertEquals(merged, TwoPeopleApart.text(people.bob(), year));
    }

    /** The same title given to two pages: both are there, and the clash is shown. */
    @Test
    void twoPagesThatGetOneTitleAreBothShown() throws Exception {
        PageId one = people.page("One", "first\n");
        PageId two = people.page("Two", "second\n");
        people.page("Log", "[[One]] [[Two]]\n");

        form(people.alice(), "rename", "One", "title", "Same", "updateLinks", "on");
        form(people.bob(), "rename", "Two", "title", "same", "updateLinks", "on");
        people.meet();
        people.awaitEqual();

        for (TestNode node : List.of(people.alice(), people.bob())) {
            String canonical =
                    "/w/"
                            + Set.of(title(node, one), title(node, two)).stream()
                                    .sorted(Comparator.comparingInt(String::length))
                                    .findFirst()
                                    .orElseThrow();
            String both = node.get(canonical, "Accept", "text/html").body();
            assertTrue(both.contains("first") && both.contains("second"), both);
            assertEquals("first\n", TwoPeopleApart.text(node, one));
            assertEquals("second\n", TwoPeopleApart.text(node, two));
        }
        String log = people.alice().get("/w/Log", "Accept", "text/html").body();
        assertEquals(-1, log.indexOf("class=\"missing\""), log);
    }

    private static void form(TestNode node, String action, String title, String... fields)
            throws Exception {
        TwoPeopleApart.wiki(node).repository().find(TitleKey.of(title)).orElseThrow();
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        String path = new WikiPaths("w").screen(action, title);
        var answer = node.post(path, body.toString(), "Accept", "text/html");
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private static PageView view(TestNode node, PageId page) {
        return TwoPeopleApart.wiki(node).repository().page(page).orElseThrow();
    }

    private static String title(TestNode node, PageId page) {
        return view(node, page).displayTitle();
    }
}
