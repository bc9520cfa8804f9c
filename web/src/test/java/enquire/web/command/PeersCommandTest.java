package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Addresses on the command line. */
class PeersCommandTest extends TypedCommands {

    @Test
    void anAddressIsAddedForAPeerAndForgotten() throws Exception {
        try (TestNode alice = TestNode.start(data());
                TestNode bob = TestNode.start(folder.resolve("bob"), "Bob")) {
            alice.node().listen();
            var garden = alice.node().create("Garden");
            bob.node().join(garden.invite(Role.WRITER).text());
        }

        assertEquals("Added 127.0.0.1:9.\n", run("peers", "--add", "Bob", "127.0.0.1:9").out());

        String listed = run("peers").out();
        assertTrue(listed.startsWith("Bob\twriter\t"), listed);
        assertTrue(listed.contains("\nYour role here: owner. You may do everything"), listed);
        assertTrue(
                listed.contains("\n\t127.0.0.1:9\tadded\t-\t127.0.0.1:9 has not been tried yet.\n"),
                listed);
        assertSentence(
                2,
                "Nobody is called “Carol” in this wiki. Say who by how the key begins: Bob ",
                run("peers", "--add", "Carol", "127.0.0.1:9"));
        assertSentence(1, "That is no address.", run("peers", "--add", "Bob", "no where"));
        assertEquals("Forgot 127.0.0.1:9.\n", run("peers", "--forget", "bob", "127.0.0.1:9").out());
        assertSentence(
                2, "once each", run("peers", "--add", "Bob", "h:1", "--add", "Carol", "h:2"));
        assertSentence(
                2, "once each", run("peers", "--forget", "Bob", "h:1", "--forget", "Bob", "h:2"));
        assertSentence(1, "Nobody added", run("peers", "--forget", "Bob", "127.0.0.1:9"));
    }

    @Test
    void aMemberIsRemovedOnceItIsMeant() throws Exception {
        try (TestNode alice = TestNode.start(data());
                TestNode bob = TestNode.start(folder.resolve("bob"), "Bob")) {
            alice.node().listen();
            var garden = alice.node().create("Garden");
            bob.node().join(garden.invite(Role.WRITER).text());
        }

        assertSentence(
                2, "Bob was not removed from “Garden”. If it is meant:", run("remove", "bob"));
        assertTrue(run("peers").out().startsWith("Bob\twriter\t"));
        Ran removed = run("remove", "bob", "--yes");
        String alone = run("peers").out();
        assertTrue(alone.startsWith("Only you now. Members once, who keep "), alone);
        assertTrue(alone.contains(" by then: Bob.\n"), alone);
        assertEquals(
                "Bob is in “Garden” no more. What was written until now stays in the pages.\n",
                removed.out());
        assertSentence(2, "Nobody is called “bob”", run("remove", "bob", "--yes"));
    }

    @Test
    void whatIsOnTooFewComputersIsSaidWithWhatToDo() throws Exception {
        var earlier = TestNode.settings(data(), "Alice", () -> Instant.now().minusSeconds(3_600));
        try (TestNode alice = TestNode.start(earlier);
                TestNode bob = TestNode.start(folder.resolve("bob"), "Bob");
                TestNode carol = TestNode.start(folder.resolve("carol"), "Carol")) {
            alice.node().listen();
            var garden = alice.node().create("Garden");
            garden.repository().create(new Title("Roses"), "red");
            bob.node().join(garden.invite(Role.WRITER).text());
            carol.node().join(garden.invite(Role.WRITER).text());
        }
        String few = "1 page is on fewer than 3 computers.";

        String listed = run("peers").out();
        String examined = run("doctor").out();

        assertTrue(
                listed.contains("Edits wait for Bob and Carol. " + few + "\nThey come to "),
                listed);
        assertTrue(examined.contains("look\t“Garden”: " + few + " They come to more"), examined);
    }

    @Test
    void whereThisNodeIsReachedStandsInInvitesUntilItIsTakenBack() {
        assertEquals(0, run("create", "Garden").code());
        assertSentence(2, "is no address", run("invite", "--advertise", "no where"));
        assertSentence(2, "at most 4", run("invite", "--advertise", "a,b,c,d,e"));

        assertEquals(0, run("invite", "--advertise", "wiki.example.org:1,h").code());

        try (TestNode alice = TestNode.start(data())) {
            var said = alice.node().whereabouts().advertised();
            assertEquals("wiki.example.org:1 h:8748", String.join(" ", said));
        }
        assertEquals(0, run("invite", "--advertise", "").code());
        try (TestNode alice = TestNode.start(data())) {
            assertTrue(alice.node().whereabouts().advertised().isEmpty());
        }
    }
}
