package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.roster.Role;
import enquire.web.wiki.NewWiki;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Screens for reading and for the node, as a browser without JavaScript gets them. */
class ScreensTest extends BrowsedNode {

    @Test
    void theFirstStartAsksAndShowsTheRecoveryKeyBeforeTheHomePage() throws Exception {
        assertTrue(browse("/").body().contains("Start a wiki or join one"));
        assertEquals(422, form("/-/start", "wiki", "", "person", "Alice").statusCode());

        HttpResponse<String> started =
                form("/-/start", "wiki", "Harbour works", "person", "Alice B.", "form", token());

        assertEquals(200, started.statusCode(), started.body());
        String edit = "/harbour-works/-/edit/Home";
        assertTrue(started.body().contains("href=\"" + edit + "\""), started.body());
        assertEquals(200, browse(edit).statusCode());
        assertEquals("Alice B.", alice.node().name());
        assertEquals(302, browse("/").statusCode());
        assertTrue(browse("/-/start").body().contains("Start a wiki or join one"));
    }

    @Test
    void aTitleThatTheTextRepeatsIsShownOnce() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Roses"), "# Roses\n\nRed.\n\n## Thorns\n");
        alice.put(wiki("/pages/Garden%2FTulips"), "# tulips\n\nYellow.\n");
        alice.put(wiki("/pages/Pond"), "# Carp\n\nGold.\n");
        alice.put(wiki("/pages/Well"), "Deep.\n\n# Well\n");

        String roses = browse("/w/Roses").body();
        assertEquals(1, roses.split("<h1", -1).length - 1, roses);
        assertTrue(roses.contains("<span id=\"roses\"></span>"), roses);
        assertFalse(roses.contains("href=\"#roses\""), roses);
        assertTrue(roses.contains("href=\"#thorns\""), roses);
        assertEquals(1, browse("/w/Garden/Tulips").body().split("<h1", -1).length - 1);
        for (String other : List.of("Pond", "Well")) {
            String body = browse("/w/" + other).body();
            assertEquals(2, body.split("<h1", -1).length - 1, body);
        }
        assertTrue(alice.get(wiki("/pages/Roses")).body().startsWith("# Roses"));
    }

    /**
     * A double click, or a reload: one wiki, and whoever sees only the second answer has its key.
     */
    @Test
    void aStartFormThatIsSentAgainMakesNothing() throws Exception {
        String token = token();
        String[] fields = {"wiki", "Harbour", "person", "Alice", "form", token};
        HttpResponse<String> first = form("/-/start", fields);
        HttpResponse<String> second = form("/-/start", fields);

        for (HttpResponse<String> shown : List.of(first, second)) {
            assertEquals(Optional.of("no-store"), shown.headers().firstValue("Cache-Control"));
            assertEquals(keyIn(first.body()), keyIn(shown.body()));
        }
        assertEquals(1, alice.node().wikis().size());
        fields[1] = "Shed";
        assertEquals(200, form("/-/start", fields).statusCode());
        assertEquals(2, alice.node().wikis().size(), "gone back to, and another name typed");
        fields[1] = "Yard";
        fields[5] = "of-another-run";
        HttpResponse<String> stale = form("/-/start", fields);
        assertEquals(422, stale.statusCode());
        assertTrue(stale.body().contains("value=\"Yard\""), stale.body());
        assertEquals(2, alice.node().wikis().size());
    }

    @Test
    void aRecoveryKeyIsForgottenAndItsFormStillMakesNothing() {
        var waiting = new ArrayList<Runnable>();
        var forms = new StartForms(waiting::add);
        String token = forms.token();
        Supplier<NewWiki.Made> making = () -> NewWiki.empty(alice.node(), "Shed");
        StartForms.Sent first = forms.send(token, "Shed", making);
        assertEquals(first, forms.send(token, "Shed", making));

        waiting.forEach(Runnable::run);

        StartForms.Sent later = forms.send(token, "Shed", making);
        assertEquals(Optional.empty(), later.made());
        assertEquals(first.wiki(), later.wiki());
        assertEquals(1, waiting.size());
        assertFalse(new StartForms(waiting::add).knows(token));
    }

    private String token() throws Exception {
        String form = browse("/-/start").body();
        return form.replaceFirst("(?s).* name=\"form\" value=\"([^\"]+)\".*", "$1");
    }

    private static String keyIn(String html) {
        String key = html.replaceFirst("(?s).*<p class=\"recovery-key[^>]*>(.*?)</p>.*", "$1");
        assertEquals(8, key.split("<span>").length - 1, key);
        return key;
    }

    @Test
    void aPageShowsItsTextWhereItIsLinkedFromAndItsPlace() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats%2FCurlew"), "# Hull\n\nA **boat** #works\n\n- [ ] paint\n");
        alice.put(wiki("/pages/Index"), "See [[Curlew]].");
        alice.until(
                wiki("/pages/Boats%2FCurlew/backlinks"), json -> json.path("total").asInt() == 1);

        String html = browse("/w/Boats/Curlew").body();

        assertTrue(html.contains("<strong>boat</strong>"), html);
        assertTrue(html.contains("href=\"/w/Boats\""), html);
        assertTrue(html.contains("href=\"/w/Index\""), html);
        assertTrue(html.contains("href=\"/w/-/tags/works\""), html);
        assertTrue(html.contains("form=\"Tick\" name=\"tick\" value=\"0\""), html);
    }

    @Test
    void whatWasWrittenIsReadAtOnce() throws Exception {
        makeWiki();
        for (int i = 0; i < 40; i++) {
            alice.put(wiki("/pages/Log"), "entry %d.\n".formatted(i));

            assertTrue(browse("/w/Log").body().contains("entry %d.".formatted(i)), "entry " + i);
        }
    }

    /** Also on a page that was read a moment ago and is kept as it was then. */
    @Test
    void aLinkFollowsThePageThatItMeansAtOnce() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Index"), "See [[Crane]].");
        for (int i = 0; i < 5; i++) {
            assertTrue(browse("/w/Index").body().contains("class=\"missing\""), "before " + i);

            alice.put(wiki("/pages/Crane"), "A crane.");
            assertFalse(browse("/w/Index").body().contains("class=\"missing\""), "made " + i);

            alice.send("DELETE", wiki("/pages/Crane"), new byte[0]);
        }
    }

    @Test
    void spellingsAndOldTitlesLeadToThePage() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Winch%20notes"), "text");
        assertEquals("/w/Winch_notes", location(browse("/w/winch_NOTES")));
        assertEquals("/w/Winch_notes", location(browse("/w/Winch%20notes")));
        form("/w/-/rename/Winch_notes", "title", "Winches", "updateLinks", "on");
        String moved = location(browse("/w/Winch_notes"));
        assertTrue(moved.startsWith("/w/Winches?from="), moved);
        assertTrue(browse(moved).body().contains("Renamed from Winch notes"));
        assertFalse(browse("/w/Winches?from=Somebody").body().contains("Renamed from"));
    }

    @Test
    void aMissingPageCanBeMadeAndADeletedOneRestored() throws Exception {
        makeWiki();
        HttpResponse<String> missing = browse("/w/Night_crew");
        assertEquals(404, missing.statusCode());
        assertTrue(missing.body().contains("/w/-/edit/Night_crew"), missing.body());
        form("/w/-/edit/Night_crew", "title", "Night crew", "text", "first", "version", "");
        assertEquals(200, browse("/w/Night_crew").statusCode());

        assertEquals(200, browse("/w/-/delete/Night_crew").statusCode());
        form("/w/-/delete/Night_crew");
        HttpResponse<String> deleted = browse("/w/Night_crew");
        assertEquals(410, deleted.statusCode());
        assertTrue(deleted.body().contains("Alice deleted this page today"), deleted.body());
        assertTrue(browse("/w/-/deleted").body().contains("Night crew"));
        form("/w/-/restore/Night_crew");
        assertTrue(browse("/w/Night_crew").body().contains("first"));
    }

    @Test
    void everyScreenAnswersAndNoneSaysMoreThanItShould() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one #tag [[Nowhere]]");
        alice.put(wiki("/pages/Boats"), "two");
        for (String screen :
                new String[] {
                    "search?q=two",
                    "search",
                    "changes",
                    "changes.atom",
                    "pages",
                    "pages?by=time",
                    "wanted",
                    "orphans",
                    "tags",
                    "tags/tag",
                    "deleted",
                    "sync",
                    "history/Boats",
                    "diff/Boats",
                    "diff/Boats?from=seen",
                    "links/Boats",
                    "rename/Boats",
                    "delete/Boats",
                    "edit/Boats",
                    "edit/New_page"
                }) {
            HttpResponse<String> answer = browse("/w/-/" + screen);
            assertEquals(200, answer.statusCode(), screen + " " + answer.body());
        }
        for (String screen : new String[] {"/-/help", "/-/settings", "/-/join", "/-/health"}) {
            assertEquals(200, browse(screen).statusCode(), screen);
        }
        assertTrue(alice.get("/-/metrics").body().contains("enquire_pages 1"));
        HttpResponse<String> nothing = browse("/w/-/nothing");
        assertEquals(404, nothing.statusCode());
        assertTrue(nothing.body().contains("<h1"), nothing.body());
        assertEquals(404, browse("/nowhere/Home").statusCode());
    }

    @Test
    void anUnknownPlaceIsAScreenForPeopleAndAProblemForPrograms() throws Exception {
        makeWiki();
        for (String place : new String[] {"/help", "/-/nothing", "/no/wiki", "/a/b/c", "/w/-/x"}) {
            HttpResponse<String> screen = browse(place);
            assertEquals(404, screen.statusCode(), place);
            assertEquals("text/html; charset=utf-8", type(screen), place);
            assertTrue(screen.body().contains("Go to the home page"), screen.body());
            for (String accept : new String[] {"application/json", "*/*"}) {
                HttpResponse<String> problem = alice.get(place, "Accept", accept);
                assertEquals(404, problem.statusCode(), place);
                assertEquals("application/problem+json", type(problem), place);
            }
        }
    }

    @Test
    void eachRoleIsExplainedWhereInvitesAreMade() throws Exception {
        makeWiki();
        assertTrue(browse("/w/-/sync").body().contains("href=\"/-/help#roles\""));
        String help = browse("/-/help").body();
        assertTrue(help.contains("id=\"roles\""), help);
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            assertTrue(help.contains("<td>%s</td><td>".formatted(name)), name);
        }
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    @Test
    void thePeersScreenSaysWhereThisNodeIsReached() throws Exception {
        makeWiki();
        assertTrue(browse("/w/-/sync").body().contains("This node does not listen for peers."));

        int port = alice.node().listen();

        String screen = browse("/w/-/sync").body();
        assertTrue(screen.contains("127.0.0.1:" + port), screen);
    }

    @Test
    void whereThereIsNothingToListOrToCompareThereIsASentence() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one");
        assertTrue(
                browse("/w/-/history/Boats").body().contains("One version, written by you today."));
        String diff = browse("/w/-/diff/Boats").body();
        assertTrue(diff.contains("The text is the same."), diff);
    }

    @Test
    void screensOfTheNodeStandInTheMiddleWithoutNavigation() throws Exception {
        for (String screen : new String[] {"/-/settings", "/-/help", "/-/join", "/"}) {
            assertTrue(browse(screen).body().contains("class=\"shell alone\""), screen);
        }
    }

    @Test
    void aMissingPageNamesThePagesThatLinkToItAndTitlesLikeIt() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Rota"), "Ask the [[Night crew]] first.");
        alice.put(wiki("/pages/Night%20crane"), "It is loud.");
        alice.until(wiki("/search?q=crane"), json -> json.path("notIndexed").asInt() == 0);

        HttpResponse<String> missing = browse("/w/Night_crew");

        assertEquals(404, missing.statusCode());
        assertTrue(
                missing.body().contains("Ask the <mark>Night crew</mark> first."), missing.body());
        assertTrue(missing.body().contains("href=\"/w/Night_crane\""), missing.body());
    }

    @Test
    void anInviteIsShownOnceWithACode() throws Exception {
        makeWiki();
        HttpResponse<String> invited = form("/w/-/invite", "role", "writer");
        assertEquals(200, invited.statusCode(), invited.body());
        assertTrue(invited.body().contains("<svg viewBox="), invited.body());
        assertTrue(invited.body().contains("Works once, until "), invited.body());
        assertEquals(422, form("/-/join", "invite", "nonsense", "person", "Bob").statusCode());
    }

    @Test
    void anUnchangedPageIsNotSentAgainAndAChangedOneIs() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one");
        HttpResponse<String> first = browse("/w/Boats");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                alice.get("/w/Boats", "Accept", "text/html", "If-None-Match", tag).statusCode());

        alice.put(wiki("/pages/Boats"), "two");

        assertTrue(browse("/w/Boats").body().contains("two"));
    }
}
