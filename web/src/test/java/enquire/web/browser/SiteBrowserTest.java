package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A static site, opened from its folder: no node and no web host is there. */
class SiteBrowserTest {

    /** A title, and a word in it or in its text, in ten scripts. */
    private static final Map<String, String> SCRIPTS =
            Map.ofEntries(
                    Map.entry("Ebbe und Flut: Übersicht", "flut"),
                    Map.entry("Приливы", "приливы"),
                    Map.entry("Παλίρροιες", "ΠΑΛΙΡΡΟΙΕΣ"),
                    Map.entry("المد والجزر", "والجزر"),
                    Map.entry("גאות ושפל", "ושפל"),
                    Map.entry("ज्वार भाटा", "ज्वार"),
                    Map.entry("潮汐表の見方", "潮汐"),
                    Map.entry("น้ำขึ้นน้ำลง", "น้ำลง"),
                    Map.entry("조석표", "조석"),
                    Map.entry("მოქცევა", "მოქცევა"));

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:href|src)=\"([^\"]*)\"");

    private static Path site;
    private static List<String> entries;

    @BeforeAll
    static void writeSite(@TempDir Path folder) throws Exception {
        site = folder.resolve("a folder/sîte");
        try (TestNode alice = TestNode.withWiki(folder.resolve("alice"))) {
            fill(alice);
            entries = unpack(alice.bytes(TestNode.wiki("/site?language=en")).body());
            Files.writeString(
                    folder.resolve("alone.html"),
                    alice.get(TestNode.wiki("/pages/Home/html")).body());
            assertEquals(404, alice.get(TestNode.wiki("/pages/Nothing/html")).statusCode());
            assertEquals(400, alice.get(TestNode.wiki("/site?language=xx")).statusCode());
        }
    }

    private static void fill(TestNode alice) throws Exception {
        page(
                alice,
                "Home",
                "[[Harbour/Winch]] [[Nowhere]] [[Harbour/Winch#Use]] #boats/small and ![[plan.png]]"
                        + " ![[plan.svg]] [[page.html]] [out](https://example.org/)"
                        + " <a href=\"/-/settings\">settings</a> <a href=\"../../etc\">up</a>\n\n"
                        + "So $a^2$.\n\n```java\nint x = 1;\n```\n\n```mermaid\ngraph TD\n A --> B\n```\n"
                        + SCRIPTS.keySet().stream()
                                .map("[[%s]]\n"::formatted)
                                .reduce("", String::concat));
        page(alice, "Harbour", "All of it.");
        page(alice, "Harbour/Winch", "# Harbour/Winch\n\n## Use\n\nA windlass. [[What? 100%]]");
        page(alice, "What? 100%", "Back [[Home]] <script>alert(1)</script> #Boats/Small");
        page(alice, "C# & more", "No link leads here.");
        page(alice, "-/odd", "At a strange place.");
        page(alice, "Long " + "ü".repeat(120), "Long title.");
        page(alice, "Winch.html/Part", "below what looks like a page");
        page(alice, "Winch", "[[Winch.html/Part]]");
        for (String title : SCRIPTS.keySet()) {
            page(alice, title, "[[Home]] [[%s.txt]]".formatted(title));
            String of = URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
            alice.post(TestNode.wiki("/files?page=%s&name=%s.txt".formatted(of, of)), title);
        }
        String home = "/files?page=Home&name=";
        String png =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        byte[] pixel = java.util.Base64.getDecoder().decode(png);
        alice.send("POST", TestNode.wiki(home + "plan.png"), pixel);
        alice.post(
                TestNode.wiki(home + "plan.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        alice.post(TestNode.wiki(home + "page.html"), "<script>alert(1)</script>");
    }

    private static void page(TestNode node, String title, String text) throws Exception {
        String path = URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
        assertEquals(201, node.put(TestNode.wiki("/pages/" + path), text).statusCode());
    }

    private static List<String> unpack(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                Path file = site.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy((InputStream) in, file);
            }
        }
        return names;
    }

    private static String at(String place) {
        return site.resolve(place).toUri().toString();
    }

    @Test
    void everyLinkLeadsSomewhereWithinTheSiteAndNoneToThisComputer() throws Exception {
        var broken = new TreeSet<String>();
        var foreign = new TreeSet<String>();
        String machine = InetAddress.getLocalHost().getHostName();
        for (Path file : files(".html")) {
            String html = Files.readString(file);
            assertFalse(html.contains("127.0.0.1") || html.contains("localhost"), file.toString());
            assertFalse(html.contains(machine) || html.contains(site.toString()), file.toString());
            for (String address :
                    ADDRESS.matcher(html).results().map(SiteBrowserTest::address).toList()) {
                if (address.matches("(?i)[a-z]+:.*") || address.startsWith("/")) {
                    foreign.add(address.replaceFirst("(?s)base64,.*", "base64"));
                } else if (!leads(file, address)) {
                    broken.add(site.relativize(file) + ": " + address);
                }
            }
        }
        assertEquals("[]", broken.toString());
        assertEquals("[data:image/svg+xml;base64, https://example.org/]", foreign.toString());
        assertEquals(".enquire-export.json", entries.getLast());
        assertEquals(entries.size(), entries.stream().map(String::toLowerCase).distinct().count());
        assertTrue(
                entries.stream()
                        .noneMatch(name -> name.matches(".*([<>:\"|?*\\\\#%]|[. ](/.*)?$).*")));
    }

    private static String address(MatchResult found) {
        return found.group(1).replace("&amp;", "&");
    }

    private static boolean leads(Path from, String address) throws Exception {
        String[] parts = address.split("#", 2);
        String path = URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        String fragment =
                parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        return file.startsWith(site)
                && Files.isRegularFile(file)
                && (fragment.isEmpty()
                        || Files.readString(file).contains(" id=\"" + fragment + "\""));
    }

    private static List<Path> files(String ending) throws Exception {
        try (Stream<Path> all = Files.walk(site)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void aPersonReadsFollowsLinksAndSeesPicturesFormulasAndWhatLinksHere() {
        try (Person bob = Chromium.shared().person()) {
            Page page = bob.tab(at("index.html"));
            assertThat(page.locator("article .katex")).hasCount(1);
            assertThat(page.locator("pre [class^=tok-]").first()).hasText("int");
            assertThat(page.locator(".text .notice")).containsText("A diagram");
            assertEquals(
                    2,
                    page.evaluate("[...document.images].filter(i => i.naturalWidth > 0).length"));
            assertThat(page.locator("a.missing")).hasCount(3);
            assertEquals(
                    true,
                    page.evaluate(
                            "document.fonts.ready.then(() => [...document.fonts].some(f => f.status === 'loaded'))"));
            assertTrue(page.locator("a[href*='page_html.txt']").count() > 0);
            page.locator(".text a[href$='Winch.html']").first().click();
            assertThat(page.locator("h1")).hasText("Harbour/Winch");
            assertThat(page.locator(".crumbs a")).hasText(new String[] {"Home", "Harbour"});
            assertThat(page.locator(".linked-from .backlinks a")).hasText("Home");
            page.locator(".text a", new Page.LocatorOptions().setHasText("What?")).click();
            assertThat(page.locator("h1")).hasText("What? 100%");
            page.locator(".page-foot a").click();
            assertThat(page.locator(".rows a")).hasCount(2);
            page.locator(".nav a", new Page.LocatorOptions().setHasText("All pages")).click();
            assertThat(page.locator(".rows a")).hasCount(9 + SCRIPTS.size());
            page.locator(".nav a", new Page.LocatorOptions().setHasText("Recent changes")).click();
            assertThat(page.locator(".rows a")).hasCount(9 + SCRIPTS.size());
        }
    }

    @Test
    void theSearchFindsWordsAndBeginningsOfTenScriptsWithoutAServer() {
        try (Person bob = Chromium.shared().person(390, 800, ColorScheme.DARK)) {
            Page page = bob.tab(at("index.html"));
            page.locator(".tabs a", new Page.LocatorOptions().setHasText("Search")).click();
            Locator field = page.locator("input[name=q]");
            Locator found = page.locator(".hits a.found");
            for (Map.Entry<String, String> each : SCRIPTS.entrySet()) {
                field.fill(each.getValue());
                assertThat(found.first()).hasText(each.getKey());
            }
            field.fill("windl");
            assertThat(found).hasText(new String[] {"Harbour/Winch"});
            assertThat(page.locator(".hits p")).containsText("A windlass.");
            assertThat(page.locator(".hits mark")).hasText("windlass");
            field.fill("windl nothing");
            assertThat(page.locator("[data-found]")).containsText("No page contains");
            field.fill("ubersicht EBBE");
            assertThat(found.first()).hasText("Ebbe und Flut: Übersicht");
            assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= 390"));
            assertEquals(
                    "rgb(25, 26, 28)",
                    page.evaluate(
                            "getComputedStyle(document.querySelector('.top')).backgroundColor"));
            String address = page.url();
            found.first().click();
            assertThat(page.locator("h1")).hasText("Ebbe und Flut: Übersicht");
            page.goBack();
            assertThat(found.first()).hasText("Ebbe und Flut: Übersicht");
            assertTrue(URI.create(address).getFragment().startsWith("ubersicht"), address);
        }
    }

    @Test
    void aPlainWebHostServesItBelowAnyAddressWithNamesOfTenScripts() throws Exception {
        HttpServer host =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        site.getParent().getParent().toAbsolutePath(),
                        SimpleFileServer.OutputLevel.NONE);
        host.start();
        try (Person bob = Chromium.shared().person();
                var client = HttpClient.newHttpClient()) {
            String top =
                    "http://127.0.0.1:%d/a%%20folder/s%%C3%%AEte/"
                            .formatted(host.getAddress().getPort());
            Page page = bob.tab(top + "search.html");
            for (Map.Entry<String, String> each : SCRIPTS.entrySet()) {
                page.locator("input[name=q]").fill(each.getValue());
                assertThat(page.locator(".hits a.found").first()).hasText(each.getKey());
                page.locator(".hits a.found").first().click();
                assertThat(page.locator("h1")).hasText(each.getKey());
                String file =
                        page.locator(".page-foot a[href*='files/']").first().getAttribute("href");
                URI address = URI.create(page.url()).resolve(file);
                assertEquals(
                        each.getKey(),
                        client.send(
                                        HttpRequest.newBuilder(address).build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
                page.goBack();
            }
            aLateAnswerToAnEarlierQuestionIsThrownAway(bob.tab(top + "search.html"));
        } finally {
            host.stop(0);
        }
    }

    private static void aLateAnswerToAnEarlierQuestionIsThrownAway(Page page) {
        var held = new AtomicReference<Route>();
        page.route("**/search/pages-*.js", held::set);
        page.locator("input[name=q]").fill("windlass");
        page.waitForCondition(() -> held.get() != null);
        page.locator("input[name=q]").fill("nothingofthiskind");
        assertThat(page.locator("[data-found]")).containsText("No page contains");
        page.evaluate(
                "() => { const late = document.querySelector('script[src*=\"search/pages-\"]');"
                        + " window.late = new Promise(seen =>"
                        + " late.addEventListener('load', () => setTimeout(seen))) }");
        held.get().resume();
        page.evaluate("() => window.late");
        assertThat(page.locator(".hits a.found")).hasCount(0);
        assertThat(page.locator("[data-found]")).containsText("No page contains");
    }

    /** As a file in a mail: it asks nobody for anything. */
    @Test
    void onePageAsAFileHasItsStyleAndPicturesInIt() {
        try (Person bob = Chromium.shared().personWithoutScript()) {
            Page page = bob.tab();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            String file = site.getParent().resolveSibling("alone.html").toUri().toString();
            page.navigate(file);
            assertThat(page.locator("h1")).hasText("Home");
            assertThat(page.locator("h1")).hasCSS("font-size", "36px");
            assertThat(page.locator("img[src^='data:image/']")).hasCount(2);
            assertThat(page.locator(".text a[href]")).hasCount(1); // To another site.
            assertEquals(
                    List.of(file), asked.stream().filter(url -> !url.startsWith("data:")).toList());
            assertEquals("%PDF-", new String(page.pdf(), 0, 5, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void onePageAsAFileDrawsItsFormulasAndAsksNobodyForThem() {
        try (Person bob = Chromium.shared().person()) {
            Page page = bob.tab();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            String file = site.getParent().resolveSibling("alone.html").toUri().toString();
            page.navigate(file);
            assertThat(page.locator("math msup")).hasCount(1);
            assertThat(page.locator("code.math")).hasCount(0);
            assertEquals(
                    List.of(file), asked.stream().filter(url -> !url.startsWith("data:")).toList());
        }
    }

    @Test
    void withoutScriptsEverythingButTheSearchIsThere() {
        try (Person bob = Chromium.shared().personWithoutScript()) {
            Page page = bob.tab(at("search.html"));
            assertThat(page.locator("main")).containsText("All pages and tags are listed");
            page.locator(".nav a", new Page.LocatorOptions().setHasText("Tags")).click();
            page.locator(".rows a").click();
            assertThat(page.locator(".rows a")).hasCount(2);
        }
    }
}
