package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.sync.identity.Offers;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice says what her computer offers; Carol, who never meets it, hears so from Bob's. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OffersTest {

    @AutoClose private final Meetings meetings;

    OffersTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void whatANodeOffersIsHeardByThoseWhoNeverMeetIt() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        alice.offers().alwaysOn(true);
        alice.offers().storage(50L << 30);
        var offered = new Offers(alice.id(), 50L << 30, true, true, true);
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob knows", () -> ofBob.offersOf(alice.id()).equals(Optional.of(offered)));
        meetings.stop(alice);

        Node carol = meetings.start("Carol");
        Wiki ofCarol = carol.join(ofBob.invite(Role.READER).text());

        Meetings.await(
                "Carol too", () -> ofCarol.offersOf(alice.id()).equals(Optional.of(offered)));
        Meetings.await("and of Bob", () -> ofCarol.offersOf(bob.id()).isPresent());
        Offers bobs = ofCarol.offersOf(bob.id()).orElseThrow();
        assertEquals(new Offers(bob.id(), 0, false, true, true), bobs);
    }

    @Test
    void whatIsOfferedIsRememberedAndTakenBack() {
        Node alice = meetings.open("Alice");
        alice.offers().alwaysOn(true);
        alice.offers().storage(7);
        meetings.stop(alice);

        Node again = meetings.open("Alice");
        assertEquals(new Offers(again.id(), 7, true, true, true), again.offers().current());
        again.offers().alwaysOn(false);
        again.offers().storage(0);
        assertEquals(new Offers(again.id(), 0, false, true, true), again.offers().current());
        assertThrows(IllegalArgumentException.class, () -> again.offers().storage(-1));
    }
}
