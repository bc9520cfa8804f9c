package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.Suggestion;
import enquire.storage.Suggestions;
import enquire.storage.Suggestions.Decision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a page because of two changes of one number is offered, and lost to nobody. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OutvotedEditsTest {

    @AutoClose private final ForkedGarden garden;

    OutvotedEditsTest(@TempDir Path folder) {
        garden = new ForkedGarden(folder);
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
        assertEquals(Set.of(garden.alice.id()), offered.because());
        assertEquals(garden.second.last().hash(), offered.id());
        assertEquals(Instant.EPOCH, garden.bobs.signedAt(garden.page).get(offered.id()));
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
        assertIsNotThere(() -> suggestions().accept(garden.page, offered.id()));
        assertIsNotThere(() -> suggestions().dismiss(garden.page, offered.id()));
        assertEquals(text, garden.text(garden.bobs));
    }

    private static void assertIsNotThere(Executable decide) {
        var refusal = assertThrows(NoSuchSuggestionException.class, decide);
        assertTrue(refusal.getMessage().endsWith("Nothing was changed."), refusal.getMessage());
    }

    @Test
    void oneThatIsDismissedCanBeOfferedAgain() {
        Suggestion offered = offered();
        assertIsNotThere(() -> suggestions().offerAgain(garden.page, offered.id()));
        suggestions().dismiss(garden.page, offered.id());
        garden.restartBob();
        assertEquals(Optional.of(Decision.DISMISSED), decision(offered));
        assertEquals(offered.id(), suggestions().dismissed(garden.page).getFirst().id());

        suggestions().offerAgain(garden.page, offered.id());
        garden.restartBob();

        assertEquals(Optional.empty(), decision(offered));
        assertEquals(List.of(), suggestions().dismissed(garden.page));
        assertEquals(offered.text(), suggestions().of(garden.page).getFirst().text());
    }

    private Optional<Decision> decision(Suggestion suggestion) {
        return suggestions().decision(garden.page, suggestion.id());
    }

    @Test
    void whatIsOfferedIsCountedAnewWheneverItChanges() {
        assertEquals(List.of(), authors());
        Suggestion offered = offered();
        assertEquals(List.of(garden.alice.id()), authors());

        suggestions().dismiss(garden.page, offered.id());
        assertEquals(List.of(), authors());
        assertEquals(1, suggestions().offer(garden.page).dismissed());
        assertEquals(List.of(), suggestions().pages());

        suggestions().offerAgain(garden.page, offered.id());
        garden.restartBob();
        assertEquals(List.of(garden.alice.id()), authors());

        suggestions().accept(garden.page, offered.id());
        assertEquals(List.of(), authors());
        assertEquals(0, suggestions().offer(garden.page).dismissed());
    }

    private List<PeerId> authors() {
        return suggestions().offer(garden.page).authors();
    }

    /** Two tabs, two clicks: its words stand in the page once. */
    @Test
    void oneThatIsTakenOverTwiceAtOnceIsInThePageOnce() throws Exception {
        Suggestion offered = offered();
        int tabs = 4;
        var start = new CyclicBarrier(tabs);
        var taken = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(tabs)) {
            for (int i = 0; i < tabs; i++) {
                threads.submit(() -> {
                    start.await();
                    suggestions().accept(garden.page, offered.id());
                    return taken.incrementAndGet();
                });
            }
        }

        assertEquals(1, taken.get());
        assertEquals(offered.text(), garden.text(garden.bobs));
    }

    @Test
    void whatStandsInThePageAlreadyIsMarkedSo() {
        Suggestion offered = offered();
        assertFalse(offered.mayBeThere());
        garden.twoFaced.give(garden.carols, garden.first);
        garden.twoFaced.give(garden.carols, garden.second);
        Suggestions carols = garden.carols.repository().suggestions();
        carols.accept(garden.page, carols.of(garden.page).getFirst().id());

        ForkedGarden.meet(garden.bob, garden.carol);

        assertTrue(suggestions().of(garden.page).getFirst().mayBeThere());
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
        Suggestion atCarol =
                garden.carols.repository().suggestions().of(garden.page).stream()
                        .filter(each -> each.author().equals(garden.bob.id()))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Set.of(garden.alice.id()), atCarol.because());
        assertTrue(atCarol.mayBeThere(), atCarol.text());
    }

    @Test
    void anOrdinaryPageHasNoSuggestions() {
        var page = garden.bobs.repository().create(new Title("Tulips"), "yellow").page();
        assertEquals(List.of(), suggestions().of(page));
        assertEquals(List.of(), suggestions().pages());
    }
}
