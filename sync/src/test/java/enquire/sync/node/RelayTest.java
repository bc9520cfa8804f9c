package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.NotAWriterException;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computer that is always on carries what two write who are never on together. */
class RelayTest {

    @Test
    void whatOneWritesReachesTheOtherByWayOfARelayThatMayNotWrite(@TempDir Path folder) {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.open("Alice");
            Node bob = meetings.open("Bob");
            Wiki garden = alice.create("Garden");
            Wire.join(bob, alice, garden); // The one time that the two are on together.
            new Wire(bob, alice).runUntilQuiet();
            meetings.stop(bob);
            alice.listen();
            Node relay = meetings.start("Relay");
            Wiki carried = relay.join(garden.invite(Role.RELAY).text());
            garden.repository().create(new Title("From Alice"), "a");
            Meetings.awaitEqual(garden, carried);
            assertFalse(carried.mayWrite());
            assertThrows(
                    NotAWriterException.class,
                    () -> carried.repository().create(new Title("From nobody"), "n"));
            meetings.stop(alice);

            bob = meetings.open("Bob");
            Wiki ofBob = bob.wikis().getFirst();
            // What a new invite, or a word of Alice's, would tell him: who is in, and where.
            ofBob.addRoster(carried.roster().roster().records());
            ofBob.news()
                    .hear(
                            new Message.Peers(
                                    carried.id(), carried.news().addressesToTell(), List.of()));
            bob.listen();
            Meetings.await("Bob has it", () -> Meetings.text(ofBob, "From Alice").equals("a"));
            ofBob.repository().create(new Title("From Bob"), "b");
            Meetings.awaitEqual(ofBob, carried);
            Meetings.await(
                    "Bob knows of the copy", () -> ofBob.copies(page(ofBob)).on().size() == 1);
            meetings.stop(bob);

            alice = meetings.start("Alice");
            Wiki again = alice.wikis().getFirst();
            Meetings.await("Alice has it", () -> Meetings.text(again, "From Bob").equals("b"));
            assertEquals(2, again.repository().pageCount());
        }
    }

    private static PageId page(Wiki wiki) {
        return wiki.repository().resolve("From Bob").orElseThrow();
    }
}
