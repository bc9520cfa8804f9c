package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob is a member, and gets an invite of somebody who has not heard of him yet. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SecondInviteTest {

    @AutoClose private final Meetings meetings;

    SecondInviteTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    /** Of two who give him a role without knowing of each other, the one who gives less counts. */
    @Test
    void aMemberKeepsHisRoleIfTheInviterDoesNotKnowOfHimYet() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node carol = meetings.start("Carol");
        carol.join(garden.invite(Role.ADMIN).text());
        meetings.stop(carol);
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        meetings.stop(alice);
        Wiki ofCarol = meetings.start("Carol").wikis().getFirst();
        assertEquals(Optional.empty(), ofCarol.roster().role(bob.id()), "Carol was told");

        String invite = ofCarol.invite(Role.READER).text();

        assertEquals(ofBob, bob.join(invite));

        assertEquals(Optional.of(Role.WRITER), ofBob.roster().role(bob.id()));
        assertEquals(Optional.empty(), ofCarol.roster().role(bob.id()), "Carol took him in anew");
    }
}
