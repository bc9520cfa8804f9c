package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageContent;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import enquire.web.wiki.WikiPaths;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renaming, merging and copying with titles and pages that nobody had in mind: nothing is lost. */
class AwkwardActionsTest extends BrowsedNode {

    /**
     * One in each of ten scripts, some with a slash, a bar, signs of their own, or joined letters.
     */
    private static final List<String> TITLES =
            List.of(
                    "Grüße/Straße & Kai?",
                    "Γλώσσα #1",
                    "Журнал/«Ёлка»",
                    "מדריך/יומן 100%",
                    "دليل الميناء",
                    "हिन्दी क्षत्रिय",
                    "ภาษาไทย+น้ำ",
                    "東京/港の日誌",
                    "한국어 ~ 문서",
                    "ქართული 👩‍👩‍👧‍👦/🌹");

    private static final WikiPaths PATHS = new WikiPaths("w");

    private Repository pages;

    @BeforeEach
    void wiki() throws Exception {
        makeWiki();
        pages = alice.node().wikis().getFirst().repository();
    }

    @Test
    void titlesInTenScriptsAreRenamedAndLinkedCopiedMergedDeletedAndRestored() throws Exception {
        pages.create(new Title("Log"), "See [[Start]] and [s](Start.md).\n");
        pages.create(new Title("Start"), "text\n");
        String before = "Start";
        for (String title : TITLES) {
            awaitLink(before);
            assertEquals(303, status("rename", before, "title", title, "updateLinks", "on"));
            assertEquals("text\n", text(title));
            String read = browse("/w/Log").body().replace("&#43;", "+");
            String href = "class=\"link\" href=\"" + PATHS.page(title).replace("&", "&amp;") + "\"";
            assertEquals(3, read.split(Pattern.quote(href), -1).length, read);
            before = title;
        }
        assertEquals(303, status("duplicate", before));
        assertEquals("text\n", text(before + " (copy)"));
        assertEquals(303, status("delete", before));
        assertEquals(410, browse(PATHS.page(before)).statusCode());
        assertEquals(303, status("restore", before));
        assertEquals(303, status("merge", before + " (copy)", "into", before));
        assertTrue(text(before).startsWith("text\n\n## "), text(before));
    }

    @Test
    void aTitleThatDiffersOnlyInCaseIsGivenToThePageAndItsBranch() throws Exception {
        pages.create(new Title("works"), "[[works/plan]]\n");
        pages.create(new Title("works/plan"), "plan\n");
        pages.create(new Title("Log"), "[[works]] [[works/plan]] [p](works/plan.md)\n");
        awaitLink("works/plan");

        assertEquals(
                303,
                status("rename", "works", "title", "WORKS", "branch", "on", "updateLinks", "on"));

        assertEquals("WORKS", page("works").displayTitle());
        assertEquals("WORKS/plan", page("works/plan").displayTitle());
        assertEquals("[[WORKS]] [[WORKS/plan]] [p](WORKS/plan.md)\n", text("Log"));
    }

    @Test
    void aBranchThatIsMovedBelowItselfGoesThereWhole() throws Exception {
        pages.create(new Title("a"), "root\n");
        pages.create(new Title("a/b"), "[x](b/x.md)\n");
        pages.create(new Title("a/b/x"), "leaf\n");

        // What is in the way is itself to move.
        HttpResponse<String> done =
                answer("rename", "a", "title", "a/b", "branch", "on", "updateLinks", "on");
        assertEquals(303, done.statusCode(), done.body());

        assertEquals("root\n", text("a/b"));
        assertEquals("leaf\n", text("a/b/b/x"));
        assertTrue(browse("/w/a/b/b").body().contains("href=\"/w/a/b/b/x\""));
        var undo = Pattern.compile("/w/-/undo/[^\"]+").matcher(browse(location(done)).body());
        assertTrue(undo.find());
        form(undo.group());
        assertEquals("root\n", text("a"));
        assertEquals("[x](b/x.md)\n", text("a/b"));
        assertEquals("leaf\n", text("a/b/x"));
    }

    @Test
    void twoBranchesChangeTheirNames() throws Exception {
        pages.create(new Title("old"), "old\n");
        pages.create(new Title("new"), "new\n");
        HttpResponse<String> taken = answer("rename", "old", "title", "new");
        assertEquals(422, taken.statusCode());
        assertTrue(taken.body().contains("Merge into"), taken.body());
        assertEquals("old\n", text("old"));
        assertEquals(422, status("rename", "old", "title", "NEW"));
        assertEquals(422, status("rename", "old", "title", "new_"));
        for (String bad : List.of("", " ", "_", "a//b", "/a", "..", "a/./b", "x".repeat(256))) {
            assertEquals(422, status("rename", "old", "title", bad), bad);
        }
        assertEquals("old\n", text("old"));
    }

    @Test
    void aMergeWithItselfWithADeletedPageOrIntoAFullOneChangesNothing() throws Exception {
        pages.create(new Title("Here"), "here\n");
        pages.create(new Title("Gone"), "gone\n");
        pages.delete(page("Gone").page());
        String full = "x".repeat(Repository.TEXT_CHARS_MAX - 3);
        pages.create(new Title("Full"), full);
        var files = new HashMap<BlobId, String>();
        for (int i = 0; i < PageContent.KEYS_MAX; i++) {
            Bytes name = Bytes.of(("file " + i).getBytes(StandardCharsets.UTF_8)).sha256();
            files.put(new BlobId(name), "{\"name\":\"a.png\",\"bytes\":1}");
        }
        pages.create(new Title("Files"), "files\n", files, Beside.NOTHING);
        var one = new BlobId(Bytes.of("another".getBytes(StandardCharsets.UTF_8)).sha256());
        var manifest = Map.of(one, "{\"name\":\"b.png\",\"bytes\":1}");
        pages.create(new Title("File"), "file\n", manifest, Beside.NOTHING);

        assertEquals(422, status("merge", "Here", "into", "HERE"));
        assertEquals(422, status("merge", "Here", "into", "Gone"));
        assertEquals(422, status("merge", "Here", "into", ""));
        assertEquals(404, status("merge", "Gone", "into", "Here"));
        assertEquals(413, status("merge", "Here", "into", "Full"));
        assertEquals(413, status("merge", "File", "into", "Files"));

        assertEquals("here\n", text("Here"));
        assertEquals(full, text("Full"));
        assertEquals("file\n", text("File"));
        assertEquals("files\n", text("Files"));
    }

    private int status(String action, String title, String... fields) throws Exception {
        return answer(action, title, fields).statusCode();
    }

    private HttpResponse<String> answer(String action, String title, String... fields)
            throws Exception {
        return form(PATHS.screen(action, title), fields);
    }

    private PageView page(String title) {
        return pages.find(TitleKey.of(title)).flatMap(pages::page).orElseThrow();
    }

    private String text(String title) {
        return pages.find(TitleKey.of(title)).flatMap(pages::page).map(PageView::text).orElse("");
    }

    /** The index follows a little after a write. */
    private void awaitLink(String title) throws Exception {
        alice.until(
                TestNode.wiki("/pages/" + Percent.encode(title) + "/backlinks"),
                json -> json.path("total").asInt() >= 1);
    }
}
