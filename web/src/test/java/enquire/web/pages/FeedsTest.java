package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import enquire.web.feeds.ValidFeed;
import enquire.web.http.Percent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The feeds as a feed reader sees them: valid, tagged, and about the right pages. */
class FeedsTest {

    private static final Pattern FEED =
            Pattern.compile(
                    "<link rel=\"alternate\" type=\"application/atom\\+xml\"[^>]* href=\"([^\"]+)\">");

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    /** One such title would keep every reader of the feed from all of it. */
    @Test
    void theyAreValidWhateverPagesHold() throws Exception {
        List<String> titles =
                List.of("a]]>b", "<!--&bogus;", "no \ufffe \uffff character", "\ud83c\udf0a");
        for (String title : titles) {
            put(
                    title,
                    "words "
                            + title
                            + " <script>alert(1)</script> \u0007 ]]> [x](javascript:y) #tag");
        }
        ValidFeed feed = feed("/w/-/changes.atom");
        assertEquals(4, feed.entries().size());
        assertTrue(feed.each("title").contains("\ud83c\udf0a"), feed.each("title").toString());
        for (String html : feed.each("content")) {
            assertTrue(html.contains("words"), html);
            assertFalse(html.contains("<script"), html);
            assertFalse(html.contains("javascript:"), html);
        }
        until("/w/-/tags/tag.atom", 4);
        for (String title : titles) {
            String path = "/w/-/history/" + Percent.encode(title) + ".atom";
            assertEquals(1, feed(path).entries().size(), path);
        }
    }

    @Test
    void anEntryGoesOnUnderItsIdAndSaysWhatWasDone() throws Exception {
        put("Boats", "The harbour is quiet.");
        Element begun = only(feed("/w/-/changes.atom"));
        put("Boats", "The harbour is loud.");
        Element goneOn = only(feed("/w/-/changes.atom"));

        assertEquals(ValidFeed.text(begun, "id"), ValidFeed.text(goneOn, "id"));
        assertEquals(ValidFeed.text(begun, "published"), ValidFeed.text(goneOn, "published"));
        assertEquals("Alice", ValidFeed.text(goneOn, "name"));
        assertTrue(
                ValidFeed.text(goneOn, "summary").contains("+4"),
                ValidFeed.text(goneOn, "summary"));
        assertTrue(ValidFeed.text(goneOn, "content").contains("loud"));
        String page = ValidFeed.link(goneOn, "alternate");
        assertEquals(302, alice.get(URI.create(page).getPath()).statusCode());
        assertEquals(
                200,
                alice.get(
                                URI.create(ValidFeed.link(goneOn, "related"))
                                        .toString()
                                        .substring(page.indexOf("/w/")))
                        .statusCode());
        assertEquals(
                ValidFeed.text(goneOn, "id"),
                ValidFeed.text(only(feed("/w/-/history/Boats.atom")), "id"));
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws Exception {
        put("Boats", "quiet");
        HttpResponse<String> first = alice.get("/w/-/changes.atom");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = alice.get("/w/-/changes.atom", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());

        put("Boats", "loud");
        HttpResponse<String> changed = alice.get("/w/-/changes.atom", "If-None-Match", tag);
        assertEquals(200, changed.statusCode());
        assertNotEquals(tag, changed.headers().firstValue("ETag").orElseThrow());
    }

    @Test
    void renamedAndDeletedPagesKeepTheirFeeds() throws Exception {
        put("Boats", "quiet");
        String byId = advertised("/w/Boats", "/w/-/page/");
        alice.post(wiki("/pages/Boats/rename"), "{\"title\": \"Ships\"}");

        assertEquals(1, feed(byId).entries().size());
        Element renamed = only(feed("/w/-/history/Boats.atom"));
        assertEquals("Ships", ValidFeed.text(renamed, "title"));
        assertTrue(ValidFeed.text(renamed, "summary").contains("Titled “Ships”"));

        alice.send("DELETE", wiki("/pages/Ships"), new byte[0]);
        assertTrue(ValidFeed.text(only(feed(byId)), "summary").contains("Deleted the page"));
        assertTrue(ValidFeed.text(only(feed("/w/-/changes.atom")), "summary").contains("Deleted"));
        assertEquals(1, feed("/w/-/history/Ships.atom").entries().size());
        assertEquals(422, alice.get("/w/-/history/.atom").statusCode());
        assertEquals(404, alice.get("/w/-/history/Nothing.atom").statusCode());
        assertEquals(404, alice.get("/w/-/page/nothing.atom").statusCode());
        assertEquals(200, alice.get("/w/-/tags/nothing.atom").statusCode());
    }

    @Test
    void aPageThatIsCalledLikeAFeedKeepsItsScreen() throws Exception {
        put("Boats", "#boats");
        put("Boats.atom", "A page about a feed.");

        assertTrue(html("/w/-/history/Boats.atom").contains("<!DOCTYPE html>"));
        assertEquals(
                "Boats.atom", ValidFeed.text(only(feed("/w/-/history/Boats.atom.atom")), "title"));
        assertEquals(
                "Boats", ValidFeed.text(only(feed(advertised("/w/Boats", "/w/-/page/"))), "title"));
    }

    @Test
    void screensNameTheirFeeds() throws Exception {
        put("Boats", "quiet #harbour");
        until("/w/-/tags/harbour.atom", 1);
        for (String screen : List.of("/w/Boats", "/w/-/history/Boats", "/w/-/changes")) {
            feed(advertised(screen, "/w/-/changes.atom"));
        }
        feed(advertised("/w/-/history/Boats", "/w/-/page/"));
        String ofTag = advertised("/w/-/tags/harbour", "/w/-/tags/");
        assertEquals("/w/-/tags/harbour.atom", ofTag);
        assertTrue(html("/w/-/tags/harbour").contains("href=\"" + ofTag + "\">Feed</a>"));
        assertEquals(alice.uri(ofTag).toString(), feed(ofTag).link("self"));
    }

    @Test
    void theyAreBoundedAndTheFiltersOfTheScreenHold() throws Exception {
        for (int i = 0; i <= FeedEntries.ENTRIES_MAX; i++) {
            put("Page " + i, "words");
        }
        ValidFeed all = feed("/w/-/changes.atom");
        assertEquals(FeedEntries.ENTRIES_MAX, all.entries().size());
        assertEquals("Page " + FeedEntries.ENTRIES_MAX, all.each("title").getFirst());
        assertEquals(0, feed("/w/-/changes.atom?show=others").entries().size());
        assertEquals(0, feed("/w/-/changes.atom?by=Bob").entries().size());
        assertEquals(50, feed("/w/-/changes.atom?by=Alice").entries().size());
    }

    @Test
    void aPageOfManySessionsInADayHidesNoOther() throws Exception {
        var dump = new StringBuilder("<mediawiki><page><title>Status</title>");
        for (int i = 0; i <= FeedEntries.ENTRIES_MAX; i++) {
            dump.append("<revision><timestamp>2011-03-04T05:06:07Z</timestamp><comment>edit ")
                    .append("%d</comment><text>at %d</text></revision>".formatted(i, i));
        }
        dump.append("</page></mediawiki>");
        String imported = alice.post(wiki("/import"), dump.toString()).body();
        assertTrue(imported.contains("\"pages\":1"), imported);
        put("Boats", "quiet");
        put("Status", "at noon");

        List<String> titles = feed("/w/-/changes.atom").each("title");

        assertTrue(titles.subList(0, 3).contains("Boats"), titles.toString());
    }

    /** Without the token, as feed readers come; they have no cookies either. */
    @Test
    void readersOfThisComputerNeedNothingAndOtherNamesAndSitesAreRefused() throws Exception {
        put("Boats", "quiet");
        try (HttpClient reader = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(alice.uri("/w/-/changes.atom"));
            assertEquals(200, reader.send(request.build(), BodyHandlers.ofString()).statusCode());
            request.header("Sec-Fetch-Site", "cross-site");
            assertEquals(403, reader.send(request.build(), BodyHandlers.ofString()).statusCode());
        }
    }

    private void put(String title, String text) throws Exception {
        String path = wiki("/pages/" + Percent.encode(title));
        HttpResponse<String> answer = alice.put(path, text);
        assertTrue(answer.statusCode() < 300, answer.body());
    }

    private ValidFeed feed(String path) throws Exception {
        return feed(alice, path);
    }

    private static ValidFeed feed(TestNode node, String path) throws Exception {
        HttpResponse<byte[]> answer = node.bytes(path);
        assertEquals(200, answer.statusCode(), path);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertEquals("application/atom+xml; charset=utf-8", type, path);
        return ValidFeed.read(answer.body());
    }

    /** Who reads the feeds of two computers sees each entry once. */
    @Test
    void twoComputersNameAnEntryAlike(@TempDir Path bobs) throws Exception {
        put("Boats", "The harbour is quiet.");
        try (TestNode bob = TestNode.start(bobs, "Bob")) {
            Wiki wiki = alice.node().wiki("w").orElseThrow();
            alice.node().listen();
            bob.node().listen();
            bob.node().join(wiki.invite(Role.WRITER).text());
            bob.until(wiki("/pages"), pages -> pages.toString().contains("Boats"));
            bob.put(wiki("/pages/Tides"), "High at noon.");
            alice.until(wiki("/pages"), pages -> pages.toString().contains("Tides"));
            bob.put(wiki("/pages/Boats"), "The harbour is loud.");
            until("/w/-/history/Boats.atom", 2);

            for (String path : List.of("/w/-/changes.atom", "/w/-/history/Boats.atom")) {
                assertEquals(ids(feed(path)), ids(feed(bob, path)), path);
            }
            assertEquals(3, ids(feed("/w/-/changes.atom")).size());
        }
    }

    private static Set<String> ids(ValidFeed feed) {
        return feed.entries().stream()
                .map(entry -> ValidFeed.text(entry, "id"))
                .collect(Collectors.toSet());
    }

    /** The index that knows tags follows a little after a write. */
    private void until(String path, int entries) throws Exception {
        long end = System.nanoTime() + TestNode.DEADLINE.toNanos();
        while (feed(path).entries().size() != entries) {
            assertTrue(System.nanoTime() < end, "still " + feed(path).each("title"));
            BetweenLooks.pause();
        }
    }

    private static Element only(ValidFeed feed) {
        assertEquals(1, feed.entries().size(), feed.each("title").toString());
        return feed.entries().getFirst();
    }

    /** The feed that a screen names whose address begins like that. */
    private String advertised(String screen, String begin) throws Exception {
        return FEED.matcher(html(screen))
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(screen + " names no feed " + begin));
    }

    private String html(String path) throws Exception {
        return alice.get(path, "Accept", "text/html").body();
    }
}
