package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice, Bob and Carol in a row: what Alice writes reaches Carol, whom she never meets. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ChainTest {

    @TempDir Path folder;

    @Test
    void anEditReachesANodeThatWasNeverOnlineTogetherWithItsAuthor() {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki atAlice = alice.create("Garden");
            PageId page = atAlice.repository().create(new Title("Roses"), "one\n").page();
            Wiki atBob = bob.join(atAlice.invite(Role.ADMIN).text());
            Meetings.await("Bob has it", () -> Meetings.text(atBob, "Roses").equals("one\n"));
            Meetings.awaitEqual(atAlice, atBob);
            meetings.stop(alice);

            Node carol = meetings.start("Carol");
            Wiki atCarol = carol.join(atBob.invite(Role.WRITER).text());
            Meetings.await("Carol has it", () -> Meetings.text(atCarol, "Roses").equals("one\n"));
            PageView hers = atCarol.repository().page(page).orElseThrow();
            atCarol.repository().write(page, hers.version(), "one\ntwo from Carol\n");
            Meetings.await(
                    "Bob has what Carol wrote",
                    () -> Meetings.text(atBob, "Roses").equals("one\ntwo from Carol\n"));
            meetings.stop(carol);

            Node aliceAgain = meetings.start("Alice");
            Wiki again = aliceAgain.wikis().getFirst();
            String both = "one\ntwo from Carol\n";
            Meetings.await(
                    "Alice has what Carol wrote", () -> Meetings.text(again, "Roses").equals(both));
            Meetings.awaitEqual(again, atBob);
            assertEquals(3, again.members().size());
            assertTrue(
                    again.history(page, 0, 10).stream()
                            .anyMatch(entry -> again.nameOf(entry.author()).equals("Carol")));
        }
    }

    @Test
    void anEditCrossesAllThreeWhileTheyAreOnline() {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Node carol = meetings.start("Carol");
            Wiki atAlice = alice.create("Garden");
            Wiki atBob = bob.join(atAlice.invite(Role.ADMIN).text());
            Meetings.awaitEqual(atAlice, atBob);
            Wiki atCarol = carol.join(atBob.invite(Role.WRITER).text());
            Meetings.await("all know all", () -> atAlice.members().size() == 3);

            atAlice.repository().create(new Title("From Alice"), "a");
            atCarol.repository().create(new Title("From Carol"), "c");

            Meetings.await(
                    "everybody has both",
                    () ->
                            atAlice.repository().pageCount() == 2
                                    && atBob.repository().pageCount() == 2
                                    && atCarol.repository().pageCount() == 2);
            Meetings.awaitEqual(atAlice, atCarol);
            Meetings.awaitEqual(atBob, atCarol);
        }
    }
}
