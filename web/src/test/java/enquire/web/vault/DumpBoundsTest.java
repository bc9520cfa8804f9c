package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.web.http.ProblemException;
import enquire.web.vault.markup.WikitextWords;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a dump of a MediaWiki would be held while it is read has a bound. */
class DumpBoundsTest {

    @Test
    void namesOfNamespacesAreFewAndShort() throws Exception {
        var head = new StringBuilder("<mediawiki><siteinfo><namespaces>");
        for (String name : List.of("x".repeat(256), "Datei", "y".repeat(255))) {
            head.append("<namespace key=\"6\">").append(name).append("</namespace>");
        }
        for (int i = 0; i < 1_000; i++) {
            head.append("<namespace key=\"14\">Kategorie ").append(i).append("</namespace>");
        }
        String dump = head + "</namespaces></siteinfo></mediawiki>";

        WikitextWords words =
                DumpReader.read(
                        new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)),
                        new Nobody());

        assertTrue(words.files().contains("datei"), words.files()::toString);
        assertTrue(words.files().contains("y".repeat(255)), words.files()::toString);
        assertTrue(words.files().stream().allMatch(name -> name.length() <= 255));
        assertTrue(words.categories().contains("kategorie 0"), words.categories()::toString);
        assertEquals(64, words.categories().size());
    }

    @Test
    void titlesAreNotHeldLongerThanATitleCanBe() throws Exception {
        var problems = new ArrayList<ImportReport.Problem>();
        String redirect = "<redirect title=\"%s\" />".formatted("x".repeat(100_000));
        String title = "<title>%s</title>".formatted("y".repeat(100_000));
        String text = "<revision><text>z</text></revision>";

        MediaWikiPages pages = look("<page>" + title + redirect + text + "</page>", problems);

        assertEquals(0, pages.count());
        assertEquals(1, problems.size());
        ImportReport.Problem only = problems.getFirst();
        int most = Title.LENGTH_MAX + 1;
        assertEquals("y".repeat(most), only.path());
        assertEquals("leads to “" + "x".repeat(most) + "”, which is not in the dump", only.why());
    }

    @Test
    void elementsThatStandDeepInOneAnotherAreRefused() {
        assertTrue(refused("<a>".repeat(50) + "</a>".repeat(50)).contains("at line 1"));
        assertTrue(
                refused("<page>" + "<a>".repeat(50) + "</a>".repeat(50) + "</page>")
                        .contains("at line 1"));
    }

    /** The reader keeps each of them for good. */
    @Test
    void soAreElementsAndAttributesOfVeryManyNames() {
        var elements = new StringBuilder("<page>");
        var attributes = new StringBuilder("<page><title>x</title><revision><text>");
        for (int i = 0; i < 2_000; i++) {
            elements.append("<a").append(i).append(" />");
            attributes.append("<b a").append(i).append("=\"\" />");
        }
        assertTrue(refused(elements + "</page>").contains("at line 1"));
        assertTrue(refused(attributes + "</text></revision></page>").contains("at line 1"));
    }

    private static String refused(String part) {
        return assertThrows(ProblemException.class, () -> look(part, new ArrayList<>()))
                .problem()
                .detail();
    }

    private static MediaWikiPages look(String part, List<ImportReport.Problem> problems)
            throws InterruptedException {
        byte[] dump = ("<mediawiki>" + part + "</mediawiki>").getBytes(StandardCharsets.UTF_8);
        var file = new Vault.Entry("dump.xml", dump.length, () -> new ByteArrayInputStream(dump));
        return MediaWikiPages.look(file, Long.MAX_VALUE, problems::add, (step, done, of) -> {});
    }

    /** Reads it to its end. */
    private static final class Nobody implements DumpReader.Listener {
        @Override
        public void page(String title, Optional<String> redirect) {}

        @Override
        public void revision(DumpReader.Revision revision) {}

        @Override
        public void pageEnds() {}
    }
}
