package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.sync.node.TwoFaced.Branch;
import enquire.sync.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice's key signs two changes of one number, and Bob and Carol hear of them as it happens. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class EquivocationTest {

    private final Path folder;
    @AutoClose private final ForkedGarden garden;

    EquivocationTest(@TempDir Path folder) {
        this.folder = folder;
        garden = new ForkedGarden(folder);
    }

    @Test
    void whoGetsThemInOppositeOrderEndsWithTheSameOne() {
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.twoFaced.give(garden.bobs, garden.second);
        garden.twoFaced.give(garden.carols, garden.second);
        assertTrue(garden.inPage(garden.carols, garden.second.first()));
        garden.twoFaced.give(garden.carols, garden.first);

        for (Wiki wiki : List.of(garden.bobs, garden.carols)) {
            assertTrue(garden.inPage(wiki, garden.first.first()));
            assertFalse(garden.inPage(wiki, garden.second.first()));
        }
        garden.assertEqual(garden.bobs, garden.carols);
    }

    @Test
    void whoHasOneEachEndsWithTheSameOneWhenTheyMeet() {
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.twoFaced.give(garden.carols, garden.second);

        ForkedGarden.meet(garden.bob, garden.carol);
        ForkedGarden.meet(garden.alice, garden.carol);

        assertTrue(garden.inPage(garden.carols, garden.first.first()));
        garden.assertEqual(garden.bobs, garden.carols);
        garden.assertEqual(garden.alices, garden.carols);
    }

    @Test
    void theProofIsKeptAndGivenOn() {
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.twoFaced.give(garden.bobs, garden.second);
        garden.restartBob();
        ForkedGarden.meet(garden.carol, garden.bob);

        for (Wiki wiki : List.of(garden.bobs, garden.carols)) {
            assertTrue(
                    ForkedGarden.exchange(wiki)
                            .holds(
                                    garden.page,
                                    List.of(garden.first.first(), garden.second.first())));
            var signed =
                    ForkedGarden.exchange(wiki).statements(garden.page).stream()
                            .map(each -> each.bytes())
                            .toList();
            assertTrue(
                    signed.containsAll(
                            List.of(garden.first.statement(), garden.second.statement())));
            assertEquals(
                    Set.of(garden.second.first()),
                    ForkedGarden.exchange(wiki).outvoted(garden.page));
        }
        garden.assertEqual(garden.bobs, garden.carols);
    }

    /** The heads are the same with and without it, and the two part before they compare. */
    @Test
    void theProofIsGivenOnAlsoAfterAMeetingThatWasTooShort() {
        garden.twoFaced.give(garden.carols, garden.first);
        garden.twoFaced.give(garden.bobs, garden.first);
        ForkedGarden.meet(garden.carol, garden.bob);
        garden.twoFaced.give(garden.bobs, garden.second);
        new Wire(garden.carol, garden.bob).runUntilQuiet();

        ForkedGarden.meet(garden.carol, garden.bob);

        garden.assertEqual(garden.bobs, garden.carols);
    }

    @Test
    void theOneThatAnotherWriterBuiltOnStays() {
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.twoFaced.give(garden.carols, garden.second);
        garden.write(garden.carols, "tall", "tall and thorny");

        ForkedGarden.meet(garden.bob, garden.carol);
        ForkedGarden.meet(garden.alice, garden.bob);

        assertTrue(garden.text(garden.bobs).contains("thorny"));
        assertTrue(garden.inPage(garden.bobs, garden.second.first()));
        assertFalse(garden.inPage(garden.bobs, garden.first.first()));
        garden.assertEqual(garden.bobs, garden.carols);
        garden.assertEqual(garden.bobs, garden.alices);
    }

    @Test
    void theOneThatMoreWritersBuiltOnStays() {
        Node dave = garden.meetings.open("Dave");
        Wiki daves = Wire.join(dave, garden.bob, garden.bobs);
        ForkedGarden.meet(dave, garden.bob);
        ForkedGarden.meet(garden.carol, garden.bob);
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.write(garden.bobs, "tall", "tall, says Bob");
        garden.twoFaced.give(garden.carols, garden.second);
        garden.write(garden.carols, "tall", "tall and thorny");
        ForkedGarden.meet(dave, garden.carol);
        garden.write(daves, "thorny", "thorny, says Dave");
        ForkedGarden.meet(dave, garden.carol);

        ForkedGarden.meet(garden.bob, garden.carol);
        ForkedGarden.meet(garden.bob, dave);
        ForkedGarden.meet(garden.bob, garden.carol);

        assertTrue(
                garden.text(garden.bobs).contains("thorny, says Dave"), garden.text(garden.bobs));
        assertTrue(garden.inPage(garden.bobs, garden.second.first()));
        garden.assertEqual(garden.bobs, garden.carols);
        garden.assertEqual(garden.bobs, daves);
    }

    @Test
    void whatOthersWroteBesideItStays() {
        garden.write(garden.bobs, "tall", "tall, says Bob");
        garden.twoFaced.give(garden.bobs, garden.second);
        garden.write(garden.carols, "\n\n", "\n\nCarol knows\n\n");
        ForkedGarden.meet(garden.bob, garden.carol);
        garden.twoFaced.give(garden.carols, garden.first);
        ForkedGarden.meet(garden.bob, garden.carol);

        for (Wiki wiki : List.of(garden.bobs, garden.carols)) {
            assertTrue(garden.text(wiki).contains("tall, says Bob"), garden.text(wiki));
            assertTrue(garden.text(wiki).contains("Carol knows"), garden.text(wiki));
        }
        garden.assertEqual(garden.bobs, garden.carols);
    }

    @Test
    void laterChangesOfAFrozenActorCountOnlyIfAnotherWriterVouches() {
        Branch further =
                garden.twoFaced.write(
                        garden.bobs, garden.first, "red and white and more\n\ntall\n");
        garden.twoFaced.give(garden.bobs, further);
        garden.twoFaced.give(garden.carols, further);
        garden.twoFaced.give(garden.bobs, garden.second);
        assertTrue(garden.inPage(garden.bobs, garden.first.first()));
        assertFalse(garden.inPage(garden.bobs, further.last().hash()));

        // Carol has not heard of the other one, and goes on.
        garden.write(garden.carols, "tall", "tall and thorny");
        ForkedGarden.meet(garden.bob, garden.carol);

        assertTrue(garden.inPage(garden.bobs, further.last().hash()));
        assertTrue(garden.text(garden.bobs).contains("and more"), garden.text(garden.bobs));
        assertTrue(garden.text(garden.bobs).contains("thorny"), garden.text(garden.bobs));
        garden.assertEqual(garden.bobs, garden.carols);
    }

    @Test
    void aNodeWhoseKeyIsUsedElsewhereGoesOnAsAnotherActorIfItsOwnChangeStays() {
        Change bobs = bobGoesOnThoughHisKeyIsUsedElsewhere(true);
        assertTrue(garden.inPage(garden.carols, bobs.hash()));
    }

    @Test
    void aNodeWhoseKeyIsUsedElsewhereGoesOnAsAnotherActorIfItsOwnChangeIsOutvoted() {
        Change bobs = bobGoesOnThoughHisKeyIsUsedElsewhere(false);
        assertFalse(garden.inPage(garden.carols, bobs.hash()));
    }

    /**
     * @param stays whether of the two changes the one that his node made has the smaller hash
     */
    private Change bobGoesOnThoughHisKeyIsUsedElsewhere(boolean stays) {
        List<Change> before = ForkedGarden.exchange(garden.bobs).changes(garden.page);
        garden.write(garden.bobs, "tall", "tall, says Bob");
        ForkedGarden.exchange(garden.bobs).fold(garden.page);
        Change bobs = ForkedGarden.exchange(garden.bobs).changes(garden.page).getLast();
        var thief = TwoFaced.as(bobs.actor(), garden.bob, folder, "Bob");
        Branch stolen;
        int attempt = 0;
        do {
            String text = "red\n\nstolen %d\n".formatted(attempt++);
            stolen = thief.write(garden.bobs, garden.page, before, text);
        } while (bobs.hash().compareTo(stolen.first()) < 0 != stays);
        assertEquals(bobs.seq(), stolen.last().seq());

        thief.give(garden.bobs, stolen);
        garden.write(garden.bobs, "red", "red and yellow");
        ForkedGarden.meet(garden.carol, garden.bob);

        assertTrue(garden.text(garden.carols).contains("red and yellow"));
        garden.assertEqual(garden.bobs, garden.carols);
        Change last = ForkedGarden.exchange(garden.bobs).changes(garden.page).getLast();
        assertEquals(garden.bob.id(), last.actor().author());
        assertFalse(last.actor().equals(bobs.actor()));
        return bobs;
    }

    /** It freezes nobody, since not every node would have looked at it. */
    @Test
    void aTwinThatNoPageCanHoldIsRefusedThoughItIsSigned() {
        Branch further = garden.twoFaced.write(garden.bobs, garden.first, "red, white\n\ntall\n");
        garden.twoFaced.give(garden.bobs, further);
        Branch malformed = garden.twoFaced.misnumbered(garden.bobs, garden.second);

        var refusal =
                assertThrows(
                        ProtocolException.class,
                        () -> garden.twoFaced.give(garden.bobs, malformed));

        assertTrue(refusal.getMessage().contains("first operation"), refusal.getMessage());
        assertFalse(
                ForkedGarden.exchange(garden.bobs)
                        .holds(garden.page, List.of(malformed.last().hash())));
        assertTrue(garden.inPage(garden.bobs, further.last().hash()));
    }

    @Test
    void whatIsOutvotedIsNoPartOfTheHistory() {
        garden.twoFaced.give(garden.bobs, garden.first);
        garden.twoFaced.give(garden.bobs, garden.second);

        long alices =
                garden.bobs.history(garden.page, 0, 10).stream()
                        .filter(entry -> entry.author().equals(garden.alice.id()))
                        .count();

        assertEquals(1, alices);
    }
}
