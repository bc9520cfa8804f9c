package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.ScreenedChanges;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page over which this program fails, by a mistake of its own, costs no other page anything. */
class MistakenPageTest {

    @TempDir Path folder;

    private final Set<PeerId> trusted = new HashSet<>();
    private final Set<ChangeHash> fatal = new HashSet<>();

    private ScreenedChanges screen(PageDocument page, List<Change> changes) {
        if (changes.stream().map(Change::hash).anyMatch(fatal::contains)) {
            throw new IllegalStateException("a mistake");
        }
        return page.screen(changes);
    }

    @Test
    void allOtherPagesAreJudgedAnew() {
        AcceptanceRule rule =
                (page, candidates, accepted, statements) ->
                        Person.acceptedOf(
                                candidates,
                                accepted,
                                change -> trusted.contains(change.actor().author()));
        try (var alice = new Person("Alice", folder, 1);
                var bob = new Person("Bob", folder, 2, rule, this::screen)) {
            List<PageId> pages =
                    Stream.of("Roses", "Tulips", "Ferns")
                            .map(title -> alice.create(title, "one").page())
                            .sorted()
                            .toList();
            pages.forEach(page -> alice.write(page, "one two"));
            bob.receiveFrom(alice);
            alice.repository().exchange().changes(pages.get(0)).stream()
                    .map(Change::hash)
                    .forEach(fatal::add);
            trusted.add(alice.peer);

            var failure =
                    assertThrows(
                            StorageException.class, () -> bob.repository().exchange().judgeAnew());

            assertTrue(failure.getMessage().contains("a mistake"), failure.getMessage());
            assertEquals(Optional.empty(), bob.repository().page(pages.get(0)));
            assertEquals("one two", bob.text(pages.get(1)));
            assertEquals("one two", bob.text(pages.get(2)));
        }
    }
}
