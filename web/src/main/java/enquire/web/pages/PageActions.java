package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.screens.DeleteScreen;
import enquire.web.screens.PagePaths;
import enquire.web.screens.RenameScreen;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.ReadText;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Ticking;
import enquire.web.wiki.Versions;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Renaming, deleting, restoring, merging, ticking: a form to ask, a POST to do it. */
final class PageActions {

    private static final int FORM_BYTES_MAX = 16_384;
    private static final int TASKS_MAX = 100_000;

    private final Screens screens;

    PageActions(Screens screens) {
        this.screens = screens;
    }

    Reply askRename(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        return screens.show(renameScreen(wiki, page, page.title().value(), ""));
    }

    Reply rename(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        try {
            var title = new Title(form.text("title"));
            boolean updateLinks = !form.text("updateLinks").isEmpty();
            PageView renamed = Renaming.rename(wiki, page, title, updateLinks);
            return Reply.seeOther(Wikis.paths(wiki).page(renamed.displayTitle()));
        } catch (InvalidTitleException | TitleTakenException e) {
            String problem = String.valueOf(e.getMessage());
            return screens.show(422, renameScreen(wiki, page, form.text("title"), problem));
        }
    }

    Reply askDelete(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        PagePaths paths = Screens.paths(wiki, page);
        return screens.show(
                new DeleteScreen(
                        screens.frame(wiki, "Delete " + page.displayTitle(), ""),
                        page.displayTitle(),
                        paths.delete(),
                        paths.read(),
                        backlinks(wiki, page)));
    }

    Reply delete(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        wiki.repository().delete(page.page());
        return Reply.seeOther(Wikis.paths(wiki).page(page.displayTitle()));
    }

    /** A deleted page, or an old version of a live one: a new edit, nothing is removed. */
    Reply restore(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Repository repository = wiki.repository();
        Form form = call.form(FORM_BYTES_MAX);
        String token = form.text("version");
        PageView restored;
        if (token.isEmpty()) {
            restored = repository.restore(deleted(repository, call));
        } else {
            PageView page = screens.pageOrDeleted(wiki, call);
            String text = Versions.text(wiki, page, Versions.parse(token));
            restored = repository.write(page.page(), page.version(), text);
        }
        return Reply.seeOther(Wikis.paths(wiki).page(restored.displayTitle()));
    }

    private static PageId deleted(Repository repository, Call call) {
        Optional<PageView> page = Optional.empty();
        Optional<String> id = call.query("page");
        if (id.isPresent()) {
            try {
                page = repository.page(PageId.parse(id.get()));
            } catch (IllegalArgumentException noId) {
                throw ProblemException.badRequest("“page” must be the id of a page.");
            }
        } else {
            var title = new Title(WikiPaths.titleOf(call.parameter("title")));
            page = PageLookup.deleted(repository, title);
        }
        return page.map(PageView::page)
                .orElseThrow(() -> ProblemException.notFound("No such page was deleted here."));
    }

    /** The texts of the others go below the first; then they are deleted, and can be restored. */
    Reply merge(Call call) {
        Wiki wiki = screens.wiki(call);
        Repository repository = wiki.repository();
        PageView first = screens.page(wiki, call);
        var text = new StringBuilder(first.text());
        List<PageSummary> sharing = repository.sharing(first.title().key());
        List<PageView> others =
                sharing.stream()
                        .filter(other -> !other.page().equals(first.page()))
                        .flatMap(other -> repository.page(other.page()).stream())
                        .toList();
        for (PageView other : others) {
            if (!other.text().equals(first.text())) {
                text.append(text.isEmpty() ? "" : "\n\n").append(other.text());
            }
        }
        PageView merged = repository.write(first.page(), first.version(), text.toString());
        others.forEach(other -> repository.delete(other.page()));
        return Reply.seeOther(Wikis.paths(wiki).page(merged.displayTitle()));
    }

    /**
     * Ticks or unticks a task while reading: {@code tick} or {@code untick} is its number in {@code
     * version}.
     */
    Reply task(Call call) throws IOException {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        Version read =
                form.text("version").isEmpty()
                        ? page.version()
                        : Versions.parse(form.text("version"));
        boolean done = form.first("tick").isPresent();
        int index = index(form.text(done ? "tick" : "untick"));
        Ticking.Ticked ticked = Ticking.tick(wiki, page.page(), read, index, done);
        if (call.header("Accept").orElse("").contains("text/html")) {
            return Reply.seeOther(Wikis.paths(wiki).page(ticked.page().displayTitle()));
        }
        Reply reply = Reply.of(204);
        return ticked.nothingElse()
                ? reply.with("ETag", "\"" + ticked.page().version().token() + "\"")
                        .with("X-Digest", ReadText.digest(ticked.page()))
                : reply;
    }

    private RenameScreen renameScreen(Wiki wiki, PageView page, String typed, String problem) {
        PagePaths paths = Screens.paths(wiki, page);
        return new RenameScreen(
                screens.frame(wiki, "Rename " + page.displayTitle(), ""),
                page.displayTitle(),
                paths.rename(),
                paths.read(),
                typed,
                backlinks(wiki, page),
                problem);
    }

    /** How many pages link to it; 0 also while that is not known. */
    static int backlinks(Wiki wiki, PageView page) {
        return IndexAnswer.of(() -> wiki.search().backlinks(page.page(), 0, 1).total()).orElse(0);
    }

    private static int index(String text) {
        try {
            return Math.clamp(Long.parseLong(text), 0, TASKS_MAX);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("The number of a task is missing.");
        }
    }
}
