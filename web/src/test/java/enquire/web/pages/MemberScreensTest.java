package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.identity.PeerIds;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import enquire.web.command.EnquireCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice changes what Bob may do, and each leaves: by screen, API and command. */
class MemberScreensTest {

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Path alices;
    private Path bobs;
    private Wiki ofAlice;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        this.alices = alices;
        this.bobs = bobs;
        alice = TestNode.start(alices, "Alice");
        bob = TestNode.start(bobs, "Bob");
        ofAlice = alice.node().create("w");
        alice.node().listen();
        bob.node().listen();
        Wiki ofBob = bob.node().join(ofAlice.invite(Role.WRITER).text());
        ofBob.repository().create(new Title("Crane"), "Ask the office.\n");
        alice.until(wiki("/pages"), pages -> pages.toString().contains("Crane"));
    }

    @Test
    void aRoleIsChangedByScreenApiAndCommandAndBobIsToldWhatHeMayDo() throws Exception {
        String bobsRole = "/w/-/role/" + bob.node().id();
        assertSays(browse(alice, "/w/-/sync"), bobsRole, "Change role", "owner, since ");
        assertSays(browse(alice, bobsRole), "Now: writer, who may read and edit every page");
        assertSays(browse(bob, "/w/-/sync"), "writer, given by Alice ");

        assertEquals(303, form(alice, bobsRole, "role=reader").statusCode());

        bob.until(
                wiki("/peers"),
                peers -> browse(bob, "/w/-/sync").body().contains("reader, changed by Alice"));
        String told = "Alice changed your role: you may now read every page";
        bob.until(wiki("/peers"), peers -> browse(bob, "/w/Crane").body().contains(told));
        // A reader's node vouches for nothing: his page is back with what Alice vouched for.
        bob.until(wiki("/peers"), peers -> browse(bob, "/w/Crane").body().contains("Ask the"));
        assertFalse(browse(bob, "/w/-/sync").body().contains("/w/-/role/"));
        assertSays(
                bob.get("/w/Crane", "Accept", "text/html", "Accept-Language", "de"),
                "Alice hat die Rolle dieses Computers geändert.");
        assertEquals(403, bob.put(wiki("/pages/Crane"), "Ask me.\n").statusCode());

        String api = wiki("/peers/" + bob.node().id());
        assertEquals("reader", alice.json(wiki("/peers")).at("/peers/0/role").asText());
        assertEquals(200, alice.put(api, "{\"role\": \"admin\"}").statusCode());
        assertEquals("admin", alice.json(wiki("/peers")).at("/peers/0/role").asText());
        assertSays(alice.put(api, "{\"role\": \"owner\"}"), "cannot make anybody owner");
        assertSays(alice.put(api, "{\"role\": \"king\"}"), "There is no such role.");
        assertSays(alice.put(wiki("/peers/nobody"), "{\"role\": \"reader\"}"), "No role was");
        String alicesRole = wiki("/peers/" + alice.node().id());
        HttpResponse<String> refused = bob.put(alicesRole, "{\"role\": \"reader\"}");
        assertSays(refused, "higher role", "No role was changed.");
        assertFalse(refused.body().contains("Nothing was changed."), "said once");
        assertSays(browse(bob, "/w/-/role/" + alice.node().id()), "Only somebody with a higher");

        alice.node().announce(alice.uri("/").toString());
        assertSays(command(alices, 0, "role", "bob", "writer"), "Bob is writer now.");
        assertSays(command(alices, 2, "role", "Carol", "writer"), "Nobody is called “Carol”");
        assertEquals(Role.WRITER, ofAlice.members().getLast().role());
    }

    @Test
    void leavingSaysBeforeWhatItMeansAndTheOthersAreTold() throws Exception {
        assertSays(
                browse(alice, "/w/-/leave"),
                "You are its only owner",
                "Make somebody an admin first");
        ofAlice.membership().changeRole(bob.node().id(), Role.ADMIN);
        assertSays(browse(alice, "/w/-/leave"), "Those who are admins can still invite");
        assertSays(
                alice.get("/w/-/leave", "Accept", "text/html", "Accept-Language", "de"),
                "besitzt das Wiki als einziger");
        assertSays(browse(bob, "/w/-/leave"), "to come back you need a new invite");
        bob.node().announce(bob.uri("/").toString());
        assertSays(command(bobs, 2, "leave"), "nothing was done");

        assertEquals(303, form(alice, "/w/-/leave", "").statusCode());

        assertSays(browse(alice, "/w/-/sync"), "You left this wiki on ");
        assertSays(browse(alice, "/w/Crane"), "Ask the office.", "Its pages stay on this");
        assertFalse(browse(alice, "/w/-/sync").body().contains("/w/-/leave"));
        assertSays(alice.post(wiki("/leave"), "{}"), "not in that wiki any more");
        assertSays(
                alice.put(wiki("/pages/Crane"), "late\n"),
                "403",
                "You are not in this wiki any more.",
                "You have left this wiki",
                "A new invite leads back.");
        bob.until(wiki("/peers"), peers -> peers.path("former").size() == 1);
        assertSays(browse(bob, "/w/-/sync"), "Alice left this wiki.");
        assertSays(command(bobs, 0, "leave", "--yes"), "Left “w”. Its pages stay here");
        assertSays(browse(bob, "/w/-/sync"), "You left this wiki on ");
    }

    @Test
    void anotherComputerOfBobWritesUnderHisNameAndIsListedWithHim(@TempDir Path laptops)
            throws Exception {
        assertSays(browse(bob, "/w/-/sync"), "Another computer of yours", "/w/-/add-computer");
        String shown = form(bob, "/w/-/add-computer", "").body();
        assertSays(shown, "only for a computer of your own", "enquire:");
        bob.node().announce(bob.uri("/").toString());
        String invite = command(bobs, 0, "invite", "--mine").lines().findFirst().orElseThrow();
        try (TestNode laptop = TestNode.start(laptops, "Bob on the road")) {
            laptop.node().listen();
            Wiki onLaptop = laptop.node().join(invite);
            onLaptop.repository().create(new Title("Winch"), "Twelve turns.\n");
            alice.until(wiki("/pages"), pages -> pages.toString().contains("Winch"));

            assertSays(browse(alice, "/w/-/sync"), "writer, another computer of Bob");
            assertSays(browse(bob, "/w/-/sync"), "writer, another computer of yours");
            assertSays(browse(laptop, "/w/-/sync"), "writer, given by Bob ");
            assertFalse(browse(laptop, "/w/-/sync").body().contains("/w/-/add-computer"));
            for (TestNode computer : List.of(bob, laptop)) {
                String called = "Bob " + PeerIds.shortForm(computer.node().id());
                assertSays(
                        browse(alice, "/w/-/sync"),
                        "aria-label=\"Remove " + called,
                        "aria-label=\"Add address: " + called);
            }
            alice.node().announce(alice.uri("/").toString());
            assertSays(command(alices, 0, "role", "bob", "writer"), "Bob is writer now.");
            String first = PeerIds.shortForm(bob.node().id());
            String second = PeerIds.shortForm(laptop.node().id());
            String named = "another computer of Bob, “Bob on the road”";
            assertSays(browse(alice, "/w/-/sync"), named + ", " + second);
            assertSays(command(alices, 0, "peers"), "\t" + first + "\n", second + "\t" + named);
            assertSays(
                    command(alices, 2, "remove", "Bob"),
                    "It is the first computer, Bob " + first + ", and with it goes: Bob " + second,
                    "If it is meant: enquire remove " + first + " --yes");
            assertSays(
                    command(alices, 2, "remove", second.toLowerCase(Locale.ROOT)),
                    "That is Bob " + second + " (" + named + ") alone; the first one stays.");
            assertSays(command(alices, 2, "remove", second.substring(0, 6)), "Nobody is called");
            assertSays(
                    browse(bob, "/w/-/sync"),
                    "another computer of yours, “Bob on the road”",
                    ">" + PeerIds.format(bob.node().id()) + "<");
            String changes = browse(alice, "/w/-/changes").body();
            assertSays(changes, "Bob");
            assertFalse(changes.contains("Bob on the road"), changes);
            String person = bob.node().id().toString();
            var peers = alice.json(wiki("/peers")).path("peers");
            assertEquals(List.of(person, person), peers.findValuesAsText("person"));
            assertFalse(browse(alice, "/w/-/sync").body().contains("role/" + laptop.node().id()));
            assertSays(browse(bob, "/w/-/remove/" + laptop.node().id()), "the first one stays");
            assertSays(browse(alice, "/w/-/remove/" + person), "1 other computer of this person");
            assertSays(browse(bob, "/w/-/leave"), "that were added here leave with this one");

            assertEquals(303, form(alice, "/w/-/remove/" + person, "").statusCode());

            laptop.until(wiki("/peers"), json -> onLaptop.ownDeparture().isPresent());
            String out = browse(alice, "/w/-/sync").body();
            assertEquals(2, out.split("Bob was removed from this wiki", -1).length, "once");
        }
    }

    /** How it comes to be: InviteRaceTest, RemovedInFlightTest. */
    @Test
    void whoComesSecondWithAnInviteAndWhoIsRemovedWhileWritingAreToldSo(@TempDir Path carols)
            throws Exception {
        String invite = ofAlice.invite(Role.WRITER).text();
        try (TestNode laptop = TestNode.start(carols.resolve("first"), "Carol");
                TestNode carol = TestNode.start(carols.resolve("second"), "Carol")) {
            laptop.node().listen();
            laptop.node().join(invite);
            String typed = "person=Carol&invite=" + invite.replace(":", "%3A");

            assertSays(
                    form(carol, "/-/join", typed),
                    "422",
                    "This invite was used already, or taken back. Ask for a new one.",
                    invite);
            assertSays(
                    carol.post("/-/join", typed, "Accept", "text/html", "Accept-Language", "de"),
                    "422",
                    "schon benutzt",
                    "Nichts wurde geändert.");
            assertEquals(List.of(), carol.node().wikis());
        }

        Wiki ofBob = bob.node().wikis().getFirst();
        ofAlice.membership().remove(bob.node().id());
        bob.until(wiki("/peers"), peers -> ofBob.ownDeparture().isPresent());

        assertSays(
                browse(bob, "/w/Crane"),
                "Ask the office.",
                "You were removed from this wiki by Alice on ",
                "What others had of your writing stays in theirs.");
        assertSays(
                bob.get("/w/Crane", "Accept", "text/html", "Accept-Language", "de"),
                "Dieser Computer wurde von Alice aus diesem Wiki entfernt, am ",
                "Was die anderen von hier schon hatten, bleibt in ihren Seiten.");
        assertSays(bob.put(wiki("/pages/Crane"), "late\n"), "403", "You were taken out");
        assertSays(
                bob.put(wiki("/pages/Crane"), "late\n", "Accept-Language", "de"),
                "403",
                "Nur eine neue Einladung");
    }

    private static HttpResponse<String> browse(TestNode node, String path) {
        try {
            return node.get(path, "Accept", "text/html");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> form(TestNode node, String path, String body)
            throws Exception {
        return node.post(path, body, "Accept", "text/html");
    }

    private static void assertSays(HttpResponse<String> answer, String... sentences) {
        assertSays(answer.statusCode() + " " + answer.body(), sentences);
    }

    private static void assertSays(String said, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(said.contains(sentence), sentence + " in " + said);
        }
    }

    private static String command(Path data, int code, String... words) {
        var typed = new ArrayList<>(List.of(words));
        typed.addAll(List.of("--data", data.toString(), "--peer-bind", "127.0.0.1"));
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int ended = EnquireCommand.run(typed.toArray(String[]::new), out, out, Map.of());
        assertEquals(code, ended, said.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }
}
