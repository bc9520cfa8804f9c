package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two members of one wiki who are apart bring the same pages along. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SameVaultTest {

    private static final List<String> TITLES =
            List.of("Home", "Garden/Roses", "Garden/Tulips", "Tools", "Weather");

    @TempDir Path folder;

    @Test
    void noPageAndNoTextIsDoubledWhenTheyMeet() {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki garden = alice.create("Garden");
            Wiki joined = bob.join(garden.invite(Role.WRITER).text());
            Meetings.awaitEqual(garden, joined);
            meetings.stop(bob);
            Node away = meetings.open("Bob");
            Wiki apart = away.wikis().getFirst();
            for (String title : TITLES) {
                garden.repository().create(new Title(title), text(title));
                apart.repository().create(new Title(title), text(title));
            }

            away.listen();

            Meetings.await("equal pages", () -> same(garden, apart));
            Meetings.awaitEqual(garden, apart);
            assertEquals(TITLES.size(), garden.repository().pageCount());
            assertEquals(TITLES.size(), apart.repository().pageCount());
            for (String title : TITLES) {
                assertEquals(text(title), Meetings.text(garden, title));
                assertEquals(text(title), Meetings.text(apart, title));
            }
        }
    }

    private static boolean same(Wiki one, Wiki other) {
        return TITLES.stream()
                .allMatch(title ->
                        Meetings.text(one, title).equals(text(title))
                                && Meetings.text(other, title).equals(text(title))
                                && Meetings.heads(one, title).equals(Meetings.heads(other, title)));
    }

    private static String text(String title) {
        return "# " + title + "\n\nThe same words on both computers 🌷.\n";
    }
}
