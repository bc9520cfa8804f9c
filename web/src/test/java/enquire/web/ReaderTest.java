package enquire.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.command.EnquireCommand;
import enquire.web.live.TestTab;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may only read is told so before he types, and nothing that he sends is called saved. */
class ReaderTest {

    private static final String LOW = "- [ ] low\n";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Path bobs;
    private Wiki read;

    @BeforeEach
    void join(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        this.bobs = bobs;
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
        for (String writes : List.of("edit", "rename", "move", "duplicate", "merge", "delete")) {
            assertFalse(page.body().contains("/w/-/" + writes + "/Tides\""), writes);
        }
        for (String screen :
                List.of(
                        "edit/Tides",
                        "edit/Tides?plain=1",
                        "edit/",
                        "rename/Tides",
                        "move/Tides",
                        "merge/Tides",
                        "templates",
                        "delete/Tides")) {
            HttpResponse<String> answer = browse("/w/-/" + screen);
            assertEquals(403, answer.statusCode(), screen);
            assertTrue(answer.body().contains("You can read this wiki"), answer.body());
        }
        for (String old : List.of("edit/Tides", "edit/Tides?plain=1")) {
            String told = browse("/w/-/" + old).body();
            assertTrue(told.contains("href=\"/w/-/suggest/Tides\""), told);
            assertTrue(told.contains("would be taken by nobody"), told);
        }
        for (String screen : List.of("duplicate/Tides", "heading/Tides", "delete/Tides")) {
            assertEquals(403, bob.post("/w/-/" + screen, "").statusCode(), screen);
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

    /** Far more than what is still read of a request that is refused. */
    @Test
    void anImportIsRefusedHoweverMuchItWouldBring(@TempDir Path folder) throws Exception {
        bob.node().announce(bob.uri("/").toString());
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Files.writeString(notes.resolve("Tides.md"), "![](film.mp4)");
        Files.write(notes.resolve("film.mp4"), new byte[40_000_000]);
        for (int times = 0; times < 5; times++) {
            var err = new ByteArrayOutputStream();
            int code =
                    EnquireCommand.run(
                            new String[] {"import", notes.toString(), "--data", bobs.toString()},
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(err),
                            Map.of());
            assertEquals(1, code);
            assertTrue(err.toString().contains("You can read this wiki, not write"), err::toString);
        }
    }

    @Test
    void whatIsSentThoughItIsRefusedIsReadBeforeTheAnswer() throws Exception {
        String head =
                "POST /-/api/v1/wikis/w/import HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Length: 9\r\n\r\n"
                        .formatted(bob.uri("/").getPort(), bob.token());
        try (var socket = new Socket("127.0.0.1", bob.uri("/").getPort())) {
            socket.setSoTimeout(60_000);
            for (int times = 0; times < 2; times++) {
                socket.getOutputStream().write((head + "no zip").getBytes(US_ASCII));
                socket.getOutputStream().flush();
                socket.getOutputStream().write("fil".getBytes(US_ASCII));
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                assertTrue(answer.readLine().startsWith("HTTP/1.1 403 "));
                long length = 0;
                for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
                    assertFalse(line.startsWith("Connection"), "another request can follow");
                    if (line.startsWith("Content-Length: ")) {
                        length = Long.parseLong(line.substring("Content-Length: ".length()));
                    }
                }
                assertEquals(length, answer.skip(length));
            }
        }
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
