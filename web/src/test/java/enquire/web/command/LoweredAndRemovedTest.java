package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bob is made a reader and then removed, each while he writes: his computer says so everywhere. */
class LoweredAndRemovedTest extends TypedCommands {

    private static final String REMOVED = "You were removed from this wiki by Alice on ";

    private static final String CRANE = TestNode.wiki("/pages/Crane");

    /** No connection ends so often just then. */
    private static final int ASKED_MAX = 5;

    @Test
    void nothingIsSaidToWaitThatNobodyWillTake() throws Exception {
        try (TestNode alice = TestNode.start(folder.resolve("alice"), "Alice");
                TestNode carol = TestNode.start(folder.resolve("carol"), "Carol")) {
            alice.node().listen();
            carol.node().listen();
            Wiki wiki = alice.node().create("w");
            wiki.repository().create(new Title("Crane"), "Ask the office.\n");
            carol.node().join(wiki.invite(Role.WRITER).text());
            try (TestNode bob = TestNode.start(data(), "Bob")) {
                bob.node().listen();
                bob.node().join(wiki.invite(Role.WRITER).text());
                bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Crane"));
            }
            Path mirror = folder.resolve("mirror");
            try (TestNode bob = TestNode.start(data(), "Bob")) {
                wiki.membership().changeRole(bob.node().id(), Role.READER);
                assertEquals(200, bob.put(CRANE, "Ask the office.\n\nOr Bob.\n").statusCode());
                bob.node().announce(bob.uri("/").toString());
                assertEquals(0, run("mirror", mirror.toString()).code());

                bob.node().listen();

                bob.until(CRANE + "/receipts", told -> told.path("copies").asInt() == 2);
                bob.until(
                        TestNode.wiki("/copies"), told -> !told.at("/inNoPage").asText().isEmpty());
                saysWhatIsKept(bob);
                wiki.membership().remove(bob.node().id());
                bob.until(CRANE, page -> browse(bob, "/w/Crane").contains(REMOVED));
                saysThatHeIsOut(bob, mirror);
            }
        }
    }

    private void saysWhatIsKept(TestNode bob) throws Exception {
        String kept = "1 edit of yours is in no page and kept on this computer";
        bob.until(
                CRANE,
                page ->
                        browse(bob, "/w/Crane")
                                .contains(
                                        "1 edit of yours is not part of this page and kept on this"
                                                + " computer, to be suggested to the writers."));
        assertTrue(browse(bob, "/w/Crane").contains("href=\"/w/-/suggestions/Crane\">Look at it"));
        String details = bob.json(TestNode.wiki("/state")).path("details").asText();
        for (String said :
                List.of(details, run("peers").out(), run("status").out(), run("doctor").out())) {
            assertTrue(said.contains(kept), said);
            assertTrue(said.contains("What is kept can be suggested to the writers"), said);
            assertNothingWaits(said);
        }
        for (String command : List.of("peers", "status")) {
            String said = saidWhileBothAreConnected(bob, command);
            assertTrue(said.contains("Alice changed your role: you may now read every"), said);
        }
        assertTrue(run("doctor").out().contains("look\t“w”: " + kept), "not said to be fine");
        assertEquals(0, bob.json(CRANE + "/receipts").path("waitingFor").size());
        assertNothingWaits(browse(bob, "/w/-/sync"));
        String german = german(bob, "/w/Crane");
        assertTrue(german.contains("1 eigene Änderung gehört nicht zu dieser Seite"), german);
    }

    /** A connection may end between two looks: then it says where that one is sought. */
    private String saidWhileBothAreConnected(TestNode bob, String command) throws Exception {
        String said = "";
        for (int asked = 0; asked < ASKED_MAX; asked++) {
            bob.until(TestNode.wiki("/peers"), told -> bothAreConnected(told.path("peers")));
            said = run(command).out();
            if (!said.contains("\n\t127.0.0.1:")) {
                return said;
            }
        }
        return fail("both are connected: " + said);
    }

    private static boolean bothAreConnected(JsonNode peers) {
        return peers.size() == 2
                && peers.path(0).path("connected").asBoolean()
                && peers.path(1).path("connected").asBoolean();
    }

    private void saysThatHeIsOut(TestNode bob, Path mirror) throws Exception {
        String details = bob.json(TestNode.wiki("/state")).path("details").asText();
        Ran followed = run("mirror");
        for (String said :
                List.of(
                        browse(bob, "/w/Crane"),
                        details,
                        bob.json(TestNode.wiki("/peers")).path("departed").asText(),
                        run("peers").out(),
                        run("status").out(),
                        run("doctor").out(),
                        followed.out(),
                        browse(bob, "/w/-/mirror"))) {
            assertTrue(said.contains(REMOVED), said);
            assertTrue(said.contains("Its pages stay on this computer as they were"), said);
            assertTrue(said.contains("No edits are exchanged any more"), said);
            assertTrue(said.contains("To come back, ask for a new invite"), said);
            assertNothingWaits(said);
        }
        assertEquals(1, followed.code(), "it does not follow");
        String peers = browse(bob, "/w/-/sync");
        assertTrue(peers.contains(REMOVED), peers);
        assertNothingWaits(peers);
        assertFalse(peers.contains("Connected"), peers);
        for (String said : List.of(details, peers, run("doctor").out())) {
            assertTrue(said.contains("1 edit of yours is in no page and kept"), said);
            assertFalse(said.contains("What is kept can be suggested"), said);
        }
        assertTrue(run("peers").out().startsWith("Alice\towner\tno edits are exchanged\t"));
        assertFalse(run("doctor").out().contains("is connected"), "nobody is dialled for nothing");
        String page = browse(bob, "/w/Crane");
        assertTrue(page.contains("As it is here it is on 2 other computers, too."), page);
        String german = german(bob, "/w/-/sync");
        assertTrue(german.contains("Dieser Computer wurde von Alice aus diesem Wiki"), german);
        assertTrue(german.contains("Kein Austausch mehr"), german);
        Path crane = mirror.resolve("Crane.md");
        Files.writeString(crane, "Ask nobody.\n");
        bob.until(
                TestNode.wiki("/mirror"),
                told -> told.toString().contains("You are not in this wiki any more, so what"));
    }

    private static void assertNothingWaits(String said) {
        for (String untrue : List.of("wait for", "waiting<", " waiting\n", "on the way")) {
            assertFalse(said.contains(untrue), untrue + " in " + said);
        }
    }

    private static String browse(TestNode node, String path) {
        return shown(node, path, "en");
    }

    private static String german(TestNode node, String path) {
        return shown(node, path, "de");
    }

    private static String shown(TestNode node, String path, String language) {
        try {
            return node.get(path, "Accept", "text/html", "Accept-Language", language).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
