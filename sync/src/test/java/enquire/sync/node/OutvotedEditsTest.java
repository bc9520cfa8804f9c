package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.StorageException;
import enquire.storage.Suggestions;
import enquire.storage.Suggestions.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a page because of two changes of one number is offered, and lost to nobody. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OutvotedEditsTest {

    @TempDir Path folder;

    private ForkedGarden garden;

    @BeforeEach
    void begin() {
        garden = new ForkedGarden(folder);
    }

    @AfterEach
    void end() {
        garden.close();
    }

    private Suggestions suggestions() {
        return garden.bobs.repository().suggestions();
    }

    private Suggestion offered() {
        garden.twoFaced.give(garden.bobs, garden.second);
        garden.twoFaced.give(garden.bobs, garden.first);
        List<Suggestion> offered = suggestions().of(garden.page);
        assertEquals(1, offered.size());
        return offered.getFirst();
    }

    @Test
    void theLosingEditsAreOfferedWithTheirAuthorAndWhatTheyWouldDo() {
        Suggestion offered = offered();

        assertEquals(garden.alice.id(), offered.author());
        assertEquals(garden.second.last().hash(), offered.id());
        assertTrue(offered.text().contains("white"), offered.text());
        assertTrue(offered.text().contains("blue"), offered.text());
        assertEquals(List.of(garden.page), suggestions().pages());
        assertEquals(List.of(), garden.carols.repository().suggestions().pages());
    }

    @Test
    void oneThatIsTakenOverIsAnEditOfThisNodeForEverybody() {
        Suggestion offered = offered();
        // Somebody has typed on meanwhile.
        garden.write(garden.bobs, "tall", "very tall");

        suggestions().accept(garden.page, offered.id());

        String text = garden.text(garden.bobs);
        assertTrue(text.contains("white") && text.contains("blue"), text);
        assertTrue(text.contains("very tall"), text);
        assertEquals(List.of(), suggestions().of(garden.page));
        garden.restartBob();
        assertEquals(List.of(), suggestions().of(garden.page));
        assertEquals(text, garden.text(garden.bobs));
        ForkedGarden.meet(garden.carol, garden.bob);
        garden.assertEqual(garden.carols, garden.bobs);
    }

    @Test
    void oneThatIsDismissedIsNotOfferedAgain() {
        Suggestion offered = offered();
        String text = garden.text(garden.bobs);

        suggestions().dismiss(garden.page, offered.id());
        garden.restartBob();

        assertEquals(List.of(), suggestions().of(garden.page));
        assertEquals(text, garden.text(garden.bobs));
        assertTrue(
                ForkedGarden.exchange(garden.bobs)
                        .holds(garden.page, List.of(garden.second.first())));
        assertThrows(StorageException.class, () -> suggestions().accept(garden.page, offered.id()));
    }

    @Test
    void itIsOfferedUntilSomebodyDecides() {
        Suggestion offered = offered();
        garden.restartBob();
        assertEquals(offered.id(), suggestions().of(garden.page).getFirst().id());
        assertEquals(offered.text(), suggestions().of(garden.page).getFirst().text());
    }

    @Test
    void whatThisNodeWroteOnTopOfTheLosingOneIsTakenOverAtOnce() {
        garden.twoFaced.give(garden.bobs, garden.second);
        garden.write(garden.bobs, "tall", "tall, says Bob");
        // Carol and Alice both go on with the other one.
        garden.twoFaced.give(garden.carols, garden.first);
        garden.write(garden.carols, "tall", "tall and thorny");
        ForkedGarden.meet(garden.alice, garden.carol);
        garden.write(garden.alices, "thorny", "thorny, says Alice's node");

        ForkedGarden.meet(garden.bob, garden.carol);
        garden.twoFaced.give(garden.bobs, garden.first);
        ForkedGarden.meet(garden.bob, garden.carol);

        for (Wiki wiki : List.of(garden.bobs, garden.carols)) {
            assertTrue(garden.text(wiki).contains("says Bob"), garden.text(wiki));
            assertTrue(garden.text(wiki).contains("thorny"), garden.text(wiki));
        }
        garden.assertEqual(garden.bobs, garden.carols);
        boolean bobsIsOffered =
                suggestions().of(garden.page).stream()
                        .anyMatch(each -> each.author().equals(garden.bob.id()));
        assertFalse(bobsIsOffered);
    }

    @Test
    void anOrdinaryPageHasNoSuggestions() {
        var page = garden.bobs.repository().create(new Title("Tulips"), "yellow").page();
        assertEquals(List.of(), suggestions().of(page));
        assertEquals(List.of(), suggestions().pages());
    }
}
