package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes over real connections: what one asks, the others answer. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PeerSearchTest {

    @AutoClose private final Meetings meetings;

    PeerSearchTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void collaboratorsAnswerWithWhatTheyHold() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Node carol = meetings.start("Carol");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "A red rose & more");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Wiki atCarol = carol.join(garden.invite(Role.READER).text());
        assertTrue(alice.create("Elsewhere").peerSearch().ask("rose", Duration.ZERO).nobody());
        Meetings.await(
                "both hold it",
                () ->
                        List.of(atBob, atCarol).stream()
                                .allMatch(wiki -> wiki.search().search("rose", 0, 1).total() == 1));

        Meetings.await(
                "both are connected", () -> garden.peers().stream().allMatch(Wiki.Peer::connected));

        var asked = new AtomicReference<PeerSearch.Answers>();
        // A connection may end on a busy computer while it is asked; then it is made again.
        Meetings.await(
                "both answer",
                () -> {
                    asked.set(garden.peerSearch().ask("rose", Meetings.PATIENCE));
                    return asked.get().slow().isEmpty() && asked.get().answered().size() == 2;
                });
        var answers = asked.get();

        assertEquals(
                List.of("Bob", "Carol"),
                answers.answered().stream().map(PeerSearch.Answer::name).toList());
        for (PeerSearch.Answer answer : answers.answered()) {
            assertEquals(1, answer.total());
            assertEquals("Roses", answer.hits().getFirst().title());
            assertEquals("A red \u0002rose\u0003 & more", answer.hits().getFirst().snippet());
        }
    }
}
