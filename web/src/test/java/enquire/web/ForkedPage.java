package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.storage.Suggestion;
import enquire.storage.Suggestions;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Pages of Alice's wiki {@code w} of which an edit by Bob is left out, because his key signed two
 * changes of one number.
 */
public final class ForkedPage implements AutoCloseable {

    private final AbsentBob bob;

    /**
     * @param folder for both nodes
     * @param name of Bob, as he calls himself
     */
    public ForkedPage(Path folder, String name) {
        bob = new AbsentBob(folder, name);
    }

    public TestNode alice() {
        return bob.alice();
    }

    /** Makes a page with {@code text}, takes in one edit of Bob and leaves out another. */
    public Suggestion make(String title, String text, String left, String right) {
        PageId page = repository().create(new Title(title), text).page();
        return fork(page, left, right);
    }

    /**
     * Bob makes two edits of one number.
     *
     * @param left the page's text after one of them
     * @param right the same of the other; which of them is left out is up to their hashes
     */
    public Suggestion fork(PageId page, String left, String right) {
        repository().exchange().fold(page);
        List<Change> before = repository().exchange().changes(page);
        ActorId actor = bob.nextActor();
        List<Change> twins =
                List.of(change(before, actor, left), change(before, actor, right)).stream()
                        .sorted(Comparator.comparing(Change::hash))
                        .toList();
        for (Change twin : twins) {
            assertEquals(Map.of(), bob.give(page, List.of(twin)).refused());
        }
        return suggestions().of(page).stream()
                .filter(each -> each.id().equals(twins.getLast().hash()))
                .findFirst()
                .orElseThrow();
    }

    public String text(PageId page) {
        return repository().page(page).orElseThrow().text();
    }

    public Suggestions suggestions() {
        return repository().suggestions();
    }

    private Repository repository() {
        return bob.wiki().repository();
    }

    private static Change change(List<Change> before, ActorId actor, String text) {
        List<Change> made = AbsentBob.changes(before, actor, text);
        assertEquals(1, made.size());
        return made.getFirst();
    }

    @Override
    public void close() {
        bob.close();
    }
}
