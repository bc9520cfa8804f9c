package enquire.web;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import java.nio.file.Path;
import java.util.List;

/** Pages of Alice's wiki {@code w} that she and Bob changed while apart. */
public final class PageChangedApart implements AutoCloseable {

    private final AbsentBob bob;

    /**
     * @param folder for both nodes
     * @param name of Bob, as he calls himself
     */
    public PageChangedApart(Path folder, String name) {
        bob = new AbsentBob(folder, name);
    }

    public TestNode alice() {
        return bob.alice();
    }

    public Wiki wiki() {
        return bob.wiki();
    }

    public String bob() {
        return bob.id();
    }

    /** Makes a page with {@code text}, of which each of the two made another one. */
    public PageId make(String title, String text, String alices, String bobs) {
        var repository = wiki().repository();
        PageView made = repository.create(new Title(title), text);
        PageId page = made.page();
        List<Change> before = repository.exchange().changes(page);
        repository.write(page, made.version(), alices);
        repository.exchange().fold(page);
        bob.give(page, AbsentBob.changes(before, bob.nextActor(), bobs));
        return page;
    }

    public String text(PageId page) {
        return wiki().repository().page(page).orElseThrow().text();
    }

    @Override
    public void close() {
        bob.close();
    }
}
