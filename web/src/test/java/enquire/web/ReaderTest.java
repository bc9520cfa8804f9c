package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.live.TestTab;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may only read is told so before he types, and nothing that he sends is called saved. */
class ReaderTest {

    private static final String LOW = "- [ ] low\n";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki read;

    @BeforeEach
    void join(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices);
        bob = TestNode.start(bobs);
        Wiki wiki = alice.node().create("w");
        wiki.repository().create(new Title("Tides"), LOW);
        alice.node().listen();
        bob.node().listen();
        bob.node().join(wiki.invite(Role.READER).text());
        read = bob.node().wikis().getFirst();
        bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Tides"));
    }

    @Test
    void heReadsAndEverythingThatWritesIsRefused() throws Exception {
        var before = read.repository().exchange().fingerprint();
        HttpResponse<String> page = browse("/w/Tides");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("/w/-/history/Tides"), page.body());
        for (String writes : List.of("edit", "rename", "delete")) {
            assertFalse(page.body().contains("/w/-/" + writes + "/Tides"), writes);
        }
        for (String screen :
                List.of(
                        "edit/Tides",
                        "edit/Tides?plain=1",
                        "edit/",
                        "rename/Tides",
                        "delete/Tides")) {
            HttpResponse<String> answer = browse("/w/-/" + screen);
            assertEquals(403, answer.statusCode(), screen);
            assertTrue(answer.body().contains("You can read this wiki"), answer.body());
        }
        assertEquals(403, bob.put(TestNode.wiki("/pages/Tides"), "high\n").statusCode());
        assertEquals(403, bob.put(TestNode.wiki("/pages/New"), "high\n").statusCode());
        String file = TestNode.wiki("/files?name=a.txt&page=Tides");
        assertEquals(403, bob.post(file, "words").statusCode());
        assertEquals(403, bob.post(TestNode.wiki("/import"), "no zip file").statusCode());
        assertFalse(page.body().contains("form=\"Tick\""), page.body());
        String tick = "tick=0&version=";
        assertEquals(403, bob.post("/w/-/task/Tides", tick, "Accept", "text/html").statusCode());
        assertEquals(LOW, read.repository().page(page()).orElseThrow().text());
        assertEquals(before, read.repository().exchange().fingerprint());
    }

    @Test
    void whatHeTypesStaysInHisTab() {
        try (var tab = new TestTab("one")) {
            tab.connect(bob.uri("/"), bob.token(), "w", "Tides");
            tab.append("high\n");
            tab.push();
            tab.until(tab::isRefused);
            assertEquals(LOW + "high\n", tab.text());
            assertEquals(0, tab.acked());
        }
        assertEquals(LOW, read.repository().page(page()).orElseThrow().text());
    }

    private PageId page() {
        return read.repository().find(new Title("Tides").key()).orElseThrow();
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return bob.get(path, "Accept", "text/html");
    }
}
