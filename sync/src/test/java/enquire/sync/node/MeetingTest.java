package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes meet, part and meet again. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MeetingTest {

    @AutoClose private final Meetings meetings;

    MeetingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void whoJoinsGetsThePagesAndBothSeeEachOther() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "red");
        Node bob = meetings.start("Bob");

        Wiki joined = bob.join(garden.invite(Role.WRITER).text());

        assertEquals("Garden", joined.name());
        Meetings.await("Bob has the page", () -> Meetings.text(joined, "Roses").equals("red"));
        Meetings.awaitEqual(garden, joined);
        Meetings.await(
                "both are synced",
                () ->
                        garden.state().equals(new Wiki.State.Synced(1))
                                && joined.state().equals(new Wiki.State.Synced(1)));
        Wiki.Peer row = garden.peers().getFirst();
        assertEquals("Bob", row.name());
        assertTrue(row.connected());
        assertEquals(
                List.of("Alice", "Bob"), joined.members().stream().map(Wiki.Member::name).toList());
    }

    @Test
    void anEditOnOneSideAppearsOnTheOther() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());

        PageView page = joined.repository().create(new Title("Tulips"), "yellow");
        Meetings.await("Alice has it", () -> Meetings.text(garden, "Tulips").equals("yellow"));
        PageView seen = garden.repository().page(page.page()).orElseThrow();
        garden.repository().write(page.page(), seen.version(), "yellow and blue");

        Meetings.await(
                "Bob has it", () -> Meetings.text(joined, "Tulips").equals("yellow and blue"));
        Meetings.awaitEqual(garden, joined);
    }

    @Test
    void editsMadeWhileApartAreBothThereAfterwards() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        PageId roses = garden.repository().create(new Title("Roses"), "one\ntwo\n").page();
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has the page", () -> !Meetings.text(joined, "Roses").isEmpty());
        Meetings.awaitEqual(garden, joined);
        meetings.stop(bob);

        Node bobAway = meetings.open("Bob");
        Wiki away = bobAway.wikis().getFirst();
        PageView his = away.repository().page(roses).orElseThrow();
        away.repository().write(roses, his.version(), "one\ntwo\nthree from Bob\n");
        PageView hers = garden.repository().page(roses).orElseThrow();
        garden.repository().write(roses, hers.version(), "zero from Alice\none\ntwo\n");
        bobAway.listen();

        String both = "zero from Alice\none\ntwo\nthree from Bob\n";
        Meetings.await("Alice has both", () -> Meetings.text(garden, "Roses").equals(both));
        Meetings.await("Bob has both", () -> Meetings.text(away, "Roses").equals(both));
        Meetings.awaitEqual(garden, away);
    }

    @Test
    void theLastTypingOfANodeThatStopsGoesToWhoeverIsConnected() {
        Node alice = meetings.startPatient("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        PageView page = garden.repository().create(new Title("Roses"), "red");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has the page", () -> Meetings.text(joined, "Roses").equals("red"));
        Meetings.awaitEqual(garden, joined);
        Meetings.await("both know", () -> garden.state().equals(new Wiki.State.Synced(1)));

        garden.repository().write(page.page(), page.version(), "red, typed just now");
        meetings.stop(alice);

        Meetings.await(
                "Bob has the last words",
                () -> Meetings.text(joined, "Roses").equals("red, typed just now"));
    }

    @Test
    void aPageThatIsLargerThanAFrameArrives() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        PageView page = garden.repository().create(new Title("Roses"), "");
        Meetings.await("Bob has it", () -> joined.repository().resolve("Roses").isPresent());

        // Characters that deflate little, so that the changes do not fit one message.
        String pasted = Meetings.randomText(1, 420_000);
        assertTrue(pasted.getBytes(StandardCharsets.UTF_8).length > Limits.FRAME_BYTES);
        garden.repository().write(page.page(), page.version(), pasted);

        Meetings.await("all of it is there", () -> Meetings.text(joined, "Roses").equals(pasted));
        Meetings.awaitEqual(garden, joined);
    }

    @Test
    void whoRenamesHimselfIsCalledSoByThePeersHeMeets() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("they met", () -> joined.peers().getFirst().connected());
        assertEquals("Alice", joined.nameOf(alice.id()));

        alice.rename("Alice Liddell");

        Meetings.await("Bob heard it", () -> joined.nameOf(alice.id()).equals("Alice Liddell"));
        assertEquals("Alice Liddell", joined.peers().getFirst().name());
        assertEquals("Alice Liddell", garden.nameOf(alice.id()));
        meetings.stop(bob);
        Wiki later = meetings.open("Bob").wikis().getFirst();
        assertEquals("Alice Liddell", later.members().getFirst().name());
    }
}
