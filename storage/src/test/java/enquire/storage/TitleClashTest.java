package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleClashTest {

    @TempDir Path folder;
    private Person alice;
    private Person bob;
    private PageId derived;
    private PageId renamed;

    /** Bob renames a page to a title that Alice creates meanwhile. */
    @BeforeEach
    void clash() {
        alice = new Person("Alice", folder, 1);
        bob = new Person("Bob", folder, 2);
        renamed = alice.create("Other", "other text").page();
        bob.receiveFrom(alice);
        bob.repository().rename(renamed, new Title("Home"));
        derived = alice.create("Home", "home text").page();
        bob.receiveFrom(alice);
        alice.receiveFrom(bob);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void thePageWithTheDerivedIdHasThePlainTitleEverywhere() {
        String suffixed = "Home~" + renamed.shortForm();
        for (Person person : List.of(alice, bob)) {
            assertEquals("Home", person.page(derived).displayTitle());
            assertEquals(suffixed, person.page(renamed).displayTitle());
            Repository repository = person.repository();
            assertEquals(Optional.of(derived), repository.find(TitleKey.of("home")));
            assertEquals(Optional.of(renamed), repository.resolve(suffixed));
            assertEquals(
                    List.of(derived, renamed),
                    repository.sharing(TitleKey.of("Home")).stream()
                            .map(PageSummary::page)
                            .toList());
            assertEquals(2, repository.pages(Optional.empty(), 1).size());
            person.restart();
            assertEquals(suffixed, person.page(renamed).displayTitle());
        }
    }

    @Test
    void whenOneLeavesTheOtherHasThePlainTitleAndWatchersWake() throws InterruptedException {
        assertNotEquals("Home", alice.page(renamed).displayTitle());
        try (Watcher watcher = alice.repository().watch()) {
            alice.repository().rename(derived, new Title("Start"));

            assertEquals("Home", alice.page(renamed).displayTitle());
            assertEquals("Start", alice.page(derived).displayTitle());
            assertTrue(watcher.take(Duration.ofSeconds(10)).contains(renamed));
        }
        assertEquals(Optional.of(renamed), alice.repository().resolve("Home"));
    }

    @Test
    void aDeletedPageGivesItsTitleUpAndTakesItBack() {
        alice.repository().delete(derived);
        assertEquals("Home", alice.page(renamed).displayTitle());

        alice.repository().restore(derived);

        assertEquals("Home", alice.page(derived).displayTitle());
        assertEquals("Home~" + renamed.shortForm(), alice.page(renamed).displayTitle());
    }

    @Test
    void aTitleWhoseDerivedPageLivesElsewhereGetsARandomId() {
        alice.repository().rename(derived, new Title("Start"));
        alice.repository().rename(renamed, new Title("Elsewhere"));

        PageView made = alice.create("Home", "third");

        assertNotEquals(derived, made.page());
        assertEquals("Home", made.displayTitle());
        assertEquals(Optional.of(made.page()), alice.repository().resolve("Home"));
    }
}
