package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Hostile names of files, wikis and people, old versions, the editor, and what errors repeat. */
class HostileNamesBrowserTest extends WatchedNode {

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    /** Without what ends an embed, begins another part of it, or makes code of it. */
    private static final Predicate<String> EMBEDDABLE =
            Pattern.compile("[\\[\\]|#`]").asPredicate().negate();

    /** A picture is called by its name, also where it cannot be shown; another file is a link. */
    private static final String NAMES_NOT_SHOWN =
            """
            names => {
              const article = document.querySelector('main article [data-text]');
              const shown = [...article.querySelectorAll('img')].map(picture => picture.alt);
              shown.push(...[...article.querySelectorAll('a')].map(link => link.textContent));
              const says = name => words => words === name || words.startsWith(name + ' cannot');
              return names.filter(name => !shown.some(says(name)));
            }
            """;

    private static final String NAMES_NOT_LINKED =
            """
            names => {
              const links = document.querySelectorAll('main article [data-text] a[href*="/-/file/"]');
              const linked = [...links].map(link => decodeURIComponent(link.href.split('/').pop()));
              return names.filter(name => !linked.includes(name));
            }
            """;

    /** More make a page slow to write, fewer make many views. (Guess.) */
    private static final int FILES_PER_PAGE = 40;

    private static final Locator.WaitForOptions ATTACHED =
            new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);

    /** Of people and wikis. */
    private static final int NAME_CHARS_MAX = 64;

    @Test
    void hostileFileNamesRunNothing() throws Exception {
        String wiki = node.createWiki("Files");
        for (boolean embeddable : List.of(true, false)) {
            List<String> payloads =
                    PAYLOADS.stream()
                            .filter(payload -> embeddable == EMBEDDABLE.test(payload))
                            .toList();
            List<List<String>> packs = HostilePayloads.packed(payloads, 240);
            for (int from = 0; from < packs.size(); from += FILES_PER_PAGE) {
                String title = (embeddable ? "Embedded " : "Linked ") + from;
                int to = Math.min(packs.size(), from + FILES_PER_PAGE);
                List<String> names = attached(wiki, title, packs.subList(from, to));
                Page page = watch.look(node.url("/" + wiki + "/" + RunningNode.encoded(title)));
                assertEquals(List.of(), page.evaluate(NAMES_NOT_LINKED, names));
                if (embeddable) {
                    assertEquals(List.of(), page.evaluate(NAMES_NOT_SHOWN, names));
                }
            }
        }
        watch.assertNothingRan("file names", PAYLOADS.size());
    }

    /** Gives the page files with these names, links to them and embeds them. */
    private static List<String> attached(String wiki, String title, List<List<String>> packs)
            throws Exception {
        node.write(wiki, title, "see below\n");
        var names = new ArrayList<String>();
        // Links first: of an embed that is none markup is left, which may swallow what follows.
        var links = new StringBuilder();
        var embeds = new StringBuilder();
        for (List<String> pack : packs) {
            // What follows the last separator is the name.
            String name =
                    HostilePages.title(String.join(" ", pack)).replaceAll("[/\\\\]", "\u2215")
                            + List.of(".svg", ".html", ".png", "").get(names.size() % 4);
            names.add(name.strip());
            String url = node.attach(wiki, title, names.getLast(), "content " + names.size());
            links.append("[x](<").append(url).append(">)\n\n");
            embeds.append("![[").append(names.getLast()).append("]]\n\n");
        }
        node.write(wiki, title, links.toString() + embeds);
        return names;
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
            for (String screen :
                    List.of(
                            "changes",
                            "sync",
                            "history/Slip",
                            "diff/Slip",
                            "links/Slip",
                            "pages?by=tree",
                            "move/Slip")) {
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
    void hostileTitlesRunNothingOnTheMapAndInTheTree() throws Exception {
        String wiki = node.createWiki("Mapped");
        node.write(wiki, "Hub", "middle\n");
        var titles = new ArrayList<String>();
        for (int i = 0; i < PAYLOADS.size(); i += PAYLOADS.size() / 40) {
            String title = HostilePages.title(PAYLOADS.get(i)).strip();
            if (title.length() <= 255 && !title.isBlank()) {
                node.write(wiki, title, "The hub. [[Hub]]\n");
                titles.add(title);
            }
        }
        node.write(wiki, "Last of them", "[[Hub]]\n");
        node.awaitAnswer("wikis/" + wiki + "/graph", "Last of them");
        Page page = watch.look(node.url("/" + wiki + "/-/map?page=Hub"));
        page.locator("[data-drawn], [data-map][hidden]").first().waitFor(ATTACHED);
        watch.look();
        watch.look(node.url("/" + wiki + "/-/pages?by=tree"));
        watch.look(node.url("/" + wiki + "/-/links/Hub"));
        watch.exceptTheEditorsOwn(); // Sigma, too, gives its canvases their places by script.
        watch.assertNothingRan("titles on the map", titles.size());
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
            for (String view : List.of("", "?view=source", "?view=writers")) {
                watch.look(node.url("/" + wiki + "/-/history/Slip" + view));
            }
            nameTheVersion(batch);
            String version = node.version(wiki, "Slip");
            watch.look(node.url("/" + wiki + "/-/at/" + RunningNode.encoded(version) + "/Slip"));
        }
        watch.exceptTheEditorsOwn();
        watch.assertNothingRan(
                "previews, old versions, differences, pages shown in others", PAYLOADS.size());
    }

    /** Some of the texts, on the screen of history. */
    private void nameTheVersion(List<String> payloads) {
        List<String> names = payloads.stream().filter(name -> name.length() <= 100).toList();
        for (int i = 0; i < names.size(); i += names.size() / 5) {
            Page page = watch.page();
            page.locator("input[name=name]").fill(names.get(i));
            page.locator("form:has(input[name=name]) button").click();
            page.locator(".sessions .name").first().waitFor();
            watch.look();
        }
    }

    private Page edit(String wiki) {
        return watch.look(node.url("/" + wiki + "/-/edit/Slip"));
    }

    @Test
    void errorsThatRepeatTheAddressRunNothing() throws Exception {
        String wiki = node.createWiki("Errors");
        var paths = new ArrayList<String>();
        var json = new ArrayList<String>();
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, 1_500)) {
            String address = RunningNode.encoded(HostilePages.title(String.join(" ", pack)));
            paths.add("/" + wiki + "/" + address);
            paths.add("/-/" + address);
            paths.add("/" + address);
            paths.add("/" + wiki + "/-/at/" + address + "/Home");
            paths.add("/" + wiki + "/-/edit/" + address);
            paths.add("/" + wiki + "/-/rename/" + address);
            paths.add("/" + wiki + "/-/map?page=" + address);
            paths.add("/" + wiki + "/-/templates?title=" + address);
            paths.add("/-/join?invite=" + address);
            List<String> calls =
                    List.of(
                            "/-/api/v1/wikis/" + address,
                            "/-/api/v1/wikis/" + wiki + "/pages/" + address,
                            "/-/api/v1/wikis/" + wiki + "/search?limit=x&q=" + address);
            json.add(calls.get(json.size() % calls.size()));
        }
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, 240)) {
            String title = RunningNode.encoded(HostilePages.title(String.join(" ", pack)));
            paths.add("/" + wiki + "/" + title);
            paths.add("/" + wiki + "/-/edit/" + title + "?plain=1");
        }
        for (int from = 0; from < paths.size(); from += 40) {
            List<String> some = paths.subList(from, Math.min(paths.size(), from + 40));
            watch.lookAtAll(node.url("/-/help"), some);
        }
        // JSON that a person opens is a document of its own, as is a screen with its scripts.
        json.forEach(path -> watch.look(node.url(path)));
        paths.subList(0, 7).forEach(path -> watch.look(node.url(path)));
        watch.exceptTheEditorsOwn();
        watch.assertNothingRan("addresses of errors and of problem+json", PAYLOADS.size());
    }
}
