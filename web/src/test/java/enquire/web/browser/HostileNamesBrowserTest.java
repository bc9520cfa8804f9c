package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile names of files, wikis and people, old versions, the editor, and what errors repeat. */
class HostileNamesBrowserTest {

    private static final List<String> PAYLOADS = HostilePayloads.all();

    /** Of people and wikis. */
    private static final int NAME_CHARS_MAX = 64;

    private static RunningNode node;

    private ExecutionWatch watch;

    @BeforeAll
    static void startNode(@TempDir Path data) throws Exception {
        node = RunningNode.start(data, "<img src=x onerror='canary(1)'>\"><svg/onload=alert(2)>");
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @BeforeEach
    void watch() {
        String root = node.url("/");
        watch = new ExecutionWatch(Chromium.shared().profile(), root.replaceFirst("/$", ""));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void hostileFileNamesRunNothing() throws Exception {
        String wiki = node.createWiki("Files");
        node.write(wiki, "Attached", "see below\n");
        var text = new StringBuilder();
        int files = 0;
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, 240)) {
            // What follows the last separator is the name.
            String name =
                    HostilePages.title(String.join(" ", pack)).replaceAll("[/\\\\]", "\u2215")
                            + List.of(".svg", ".html", ".png", "").get(files++ % 4);
            String url = node.attach(wiki, "Attached", name, "content " + files);
            text.append("\n\n![[").append(name).append("]]\n\n[x](<").append(url).append(">)");
        }
        node.write(wiki, "Attached", text + "\n");
        watch.look(node.url("/" + wiki + "/Attached"));
        watch.assertNothingRan("file names", PAYLOADS.size());
    }

    @Test
    void hostileFilesRunNothingWhenOpened() throws Exception {
        String wiki = node.createWiki("Opened");
        node.write(wiki, "Attached", "see below\n");
        String page = "<body onload='canary(1)'><script>canary(2);alert(3)</script>";
        String drawing =
                "<svg xmlns='http://www.w3.org/2000/svg' onload='canary(1)'>"
                        + "<script>canary(2);alert(3)</script></svg>";
        int opened = 0;
        for (String content : List.of(page, drawing)) {
            for (String ending :
                    List.of("html", "svg", "xhtml", "xml", "txt", "png", "json", "pdf", "js", "")) {
                String name = "f" + opened++ + "." + ending;
                String url = node.attach(wiki, "Attached", name, content);
                node.write(wiki, "Attached", "![[" + name + "]]\n\n![x](" + url + ")\n");
                watch.look(node.url("/" + wiki + "/Attached"));
                open(node.url(url));
            }
        }
        // The sandbox of such a file forbids what is in it: there a complaint is right.
        watch.executions().removeIf(found -> found.matches("request chrome(-extension)?://.*"));
        watch.violations().removeIf(complaint -> complaint.contains("/-/file/"));
        watch.assertNothingRan("files that are opened", opened);
    }

    /** A download is no page, and the browser says so. */
    private void open(String url) {
        try {
            // Not looked at: the browser's own viewers have styles and requests of their own.
            watch.page().navigate(url);
        } catch (PlaywrightException noPage) {
            assertTrue(noPage.getMessage().contains("Download is starting"), noPage.getMessage());
        }
    }

    @Test
    void hostileNamesOfWikisAndPeopleRunNothing() throws Exception {
        List<String> names =
                PAYLOADS.stream().filter(payload -> payload.length() <= NAME_CHARS_MAX).toList();
        int shown = 0;
        for (int i = 0; i < names.size(); i += names.size() / 8) {
            String name = HostilePages.title(names.get(i)).strip();
            String wiki = node.createWiki(name);
            node.call(HostilePages.title(names.get(i + 1)).strip());
            node.write(wiki, "Slip", "old " + names.get(i) + "\n");
            node.write(wiki, "Slip", "new " + names.get(i + 1) + "\n");
            for (String screen : List.of("changes", "sync", "history/Slip", "diff/Slip")) {
                watch.look(node.url("/" + wiki + "/-/" + screen));
            }
            watch.look(node.url("/" + wiki + "/Slip"));
            shown += 2;
        }
        watch.look(node.url("/"));
        watch.look(node.url("/-/settings"));
        watch.assertNothingRan("names of wikis and people", shown);
    }

    @Test
    void hostileTextRunsNothingInTheEditorAndInOldVersions() throws Exception {
        String wiki = node.createWiki("Old");
        for (int from = 0; from < PAYLOADS.size(); from += 440) {
            List<String> batch = PAYLOADS.subList(from, Math.min(PAYLOADS.size(), from + 440));
            node.write(wiki, "Slip", String.join("\n\n", batch) + "\n");
            node.write(wiki, "Whole", "![[Slip]]\n");
            var editor = new EditScreenInBrowser(edit(wiki));
            Page page = editor.page();
            page.waitForCondition(() -> page.locator("[data-preview] > *").count() > 20);
            watch.look();
            watch.look(node.url("/" + wiki + "/Whole"));
            watch.look(node.url("/" + wiki + "/-/edit/Slip?plain=1"));
            watch.look(node.url("/" + wiki + "/-/diff/Slip"));
            watch.look(node.url("/" + wiki + "/-/history/Slip"));
            String version = node.version(wiki, "Slip");
            watch.look(node.url("/" + wiki + "/-/at/" + encoded(version) + "/Slip"));
        }
        // The editor's own: styles that it sets by script, and the words for who has no script.
        watch.executions()
                .removeIf(found ->
                        found.matches("(?s)armed (<noscript>|[a-z]+ style=).*/-/edit/Slip"));
        watch.assertNothingRan(
                "previews, old versions, differences, pages shown in others", PAYLOADS.size());
    }

    private Page edit(String wiki) {
        return watch.look(node.url("/" + wiki + "/-/edit/Slip"));
    }

    @Test
    void errorsThatRepeatTheAddressRunNothing() throws Exception {
        String wiki = node.createWiki("Errors");
        List<List<String>> packs = HostilePayloads.packed(PAYLOADS, 1_500);
        int shown = 0;
        for (int i = 0; i < packs.size(); i += 6) {
            List<String> pack = packs.get(i);
            shown += pack.size();
            String address = encoded(HostilePages.title(String.join(" ", pack)));
            String short255 = encoded(HostilePages.title(pack.getFirst()));
            for (String path :
                    List.of(
                            "/" + wiki + "/" + address,
                            "/" + wiki + "/" + short255,
                            "/" + short255,
                            "/-/" + address,
                            "/" + wiki + "/-/at/" + short255 + "/Home",
                            "/-/api/v1/wikis/" + short255,
                            "/-/api/v1/wikis/" + wiki + "/pages/" + address,
                            "/-/api/v1/wikis/" + wiki + "/search?limit=x&q=" + address)) {
                watch.look(node.url(path));
            }
        }
        watch.assertNothingRan("addresses of errors and of problem+json", shown);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
