package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.DeleteScreen;
import enquire.web.screens.MergeScreen;
import enquire.web.screens.PagePaths;
import enquire.web.wiki.OldSection;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageMerge;
import enquire.web.wiki.ReadText;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Rewritten;
import enquire.web.wiki.Ticking;
import enquire.web.wiki.Versions;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Deleting, restoring, merging, ticking: a form to ask, a POST to do it. */
final class PageActions {

    private static final int FORM_BYTES_MAX = 16_384;
    private static final int TASKS_MAX = 100_000;

    private final Screens screens;

    PageActions(Screens screens) {
        this.screens = screens;
    }

    Reply askDelete(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        PagePaths paths = Screens.paths(wiki, page);
        return screens.show(
                new DeleteScreen(
                        screens.frame(
                                wiki,
                                Speaking.messages()
                                        .text("title.delete", "title", page.displayTitle()),
                                ""),
                        page.displayTitle(),
                        paths.delete(),
                        paths.read(),
                        backlinks(wiki, page),
                        Renaming.below(wiki.repository(), page.title()).size()));
    }

    Reply delete(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        if (!call.form(FORM_BYTES_MAX).text("branch").isEmpty()) {
            return deleteBranch(wiki, page);
        }
        PageId id = page.page();
        wiki.repository().delete(id);
        String path = Wikis.paths(wiki).page(page.displayTitle());
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.deleted", "title", page.displayTitle()),
                        () -> restored(wiki, wiki.repository().restore(id)));
    }

    /** Those below first, so that what fails leaves a branch that can be deleted again. */
    private Reply deleteBranch(Wiki wiki, PageView page) {
        Repository repository = wiki.repository();
        List<PageId> below =
                Renaming.below(repository, page.title()).stream().map(PageSummary::page).toList();
        below.forEach(repository::delete);
        repository.delete(page.page());
        return screens.receipts()
                .done(
                        wiki,
                        Wikis.paths(wiki).page(page.displayTitle()),
                        Speaking.messages()
                                .text(
                                        "delete.branchDone",
                                        "title",
                                        page.displayTitle(),
                                        "pages",
                                        below.size()),
                        () -> {
                            below.forEach(repository::restore);
                            return restored(wiki, repository.restore(page.page()));
                        });
    }

    /**
     * A deleted page, or an old version of a live one or a section of it: a new edit, nothing is
     * removed.
     */
    Reply restore(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Repository repository = wiki.repository();
        Form form = call.form(FORM_BYTES_MAX);
        String token = form.text("version");
        if (token.isEmpty()) {
            return restored(wiki, repository.restore(deleted(repository, call)));
        }
        PageView page = screens.pageOrDeleted(wiki, call);
        String old = Versions.text(wiki, page, Versions.parse(token));
        String section = form.text("section");
        String text =
                section.isEmpty()
                        ? old
                        : OldSection.into(page.text(), old, index(section, "section"))
                                .orElseThrow(() ->
                                        ProblemException.notFound(
                                                Speaking.messages().text("version.noSection")));
        PageView restored = repository.write(page.page(), page.version(), text);
        Rewritten rewritten = Rewritten.of(page, restored);
        String path = Wikis.paths(wiki).page(restored.displayTitle());
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        section.isEmpty()
                                ? Speaking.messages().text("receipt.restoredVersion")
                                : Speaking.messages().text("receipt.restoredSection"),
                        () -> {
                            rewritten.undo(wiki);
                            return Reply.seeOther(path);
                        });
    }

    /** It says so, and can be taken back: the page is deleted again then. */
    private Reply restored(Wiki wiki, PageView page) {
        String path = Wikis.paths(wiki).page(page.displayTitle());
        PageId id = page.page();
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.restored", "title", page.displayTitle()),
                        () -> {
                            wiki.repository().delete(id);
                            return Reply.seeOther(path);
                        });
    }

    private static PageId deleted(Repository repository, Call call) {
        Optional<PageView> page = Optional.empty();
        Optional<String> id = call.query("page");
        if (id.isPresent()) {
            try {
                page = repository.page(PageId.parse(id.get()));
            } catch (IllegalArgumentException noId) {
                throw ProblemException.badRequest(Speaking.messages().text("error.badPageId"));
            }
        } else {
            var title = new Title(WikiPaths.titleOf(call.parameter("title")));
            page = PageLookup.deleted(repository, title);
        }
        return page.map(PageView::page)
                .orElseThrow(() ->
                        ProblemException.notFound(Speaking.messages().text("error.noDeletedPage")));
    }

    /** Chooses the page that this one is to become part of. */
    Reply askMerge(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        return screens.show(mergeScreen(wiki, page, call.query("into").orElse(""), ""));
    }

    /** Into the page that the form names, or those of one title into one. */
    Reply merge(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Repository repository = wiki.repository();
        PageView page = screens.page(wiki, call);
        Optional<String> into = call.form(FORM_BYTES_MAX).first("into");
        if (into.isEmpty()) {
            List<PageView> others =
                    repository.sharing(page.title().key()).stream()
                            .filter(other -> !other.page().equals(page.page()))
                            .flatMap(other -> repository.page(other.page()).stream())
                            .toList();
            return merged(wiki, page, others);
        }
        Optional<PageView> target =
                PageLookup.exact(repository, into.get())
                        .or(() -> PageLookup.any(repository, into.get()));
        if (target.isEmpty()) {
            String problem = Speaking.messages().text("error.noPageCalled", "title", into.get());
            return screens.show(422, mergeScreen(wiki, page, into.get(), problem));
        }
        if (target.get().page().equals(page.page())) {
            String problem = Speaking.messages().text("error.mergeIntoItself");
            return screens.show(422, mergeScreen(wiki, page, into.get(), problem));
        }
        return merged(wiki, target.get(), List.of(page));
    }

    private Reply merged(Wiki wiki, PageView first, List<PageView> others) {
        Repository repository = wiki.repository();
        PageView merged = PageMerge.merge(repository, first, others);
        String path = Wikis.paths(wiki).page(merged.displayTitle());
        List<PageId> added = others.stream().map(PageView::page).toList();
        Rewritten rewritten = Rewritten.of(first, merged);
        Receipts.Undo undo =
                () -> {
                    added.forEach(repository::restore);
                    rewritten.undo(wiki);
                    return Reply.seeOther(path);
                };
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        others.size() == 1
                                ? Speaking.messages()
                                        .text(
                                                "receipt.mergedOne",
                                                "title",
                                                others.getFirst().displayTitle())
                                : Speaking.messages()
                                        .text("receipt.merged", "pages", others.size()),
                        undo);
    }

    private MergeScreen mergeScreen(Wiki wiki, PageView page, String into, String problem) {
        return new MergeScreen(
                screens.frame(
                        wiki,
                        Speaking.messages().text("title.merge", "title", page.displayTitle()),
                        ""),
                page.displayTitle(),
                Wikis.paths(wiki).screen("merge", page.displayTitle()),
                Screens.paths(wiki, page).read(),
                into,
                problem);
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
        int index = index(form.text(done ? "tick" : "untick"), done ? "tick" : "untick");
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

    /** How many pages link to it; 0 also while that is not known. */
    static int backlinks(Wiki wiki, PageView page) {
        return IndexAnswer.of(() -> wiki.search().backlinks(page.page(), 0, 1).total()).orElse(0);
    }

    private static int index(String text, String name) {
        try {
            return Math.clamp(Long.parseLong(text), 0, TASKS_MAX);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest(Speaking.messages().text("error.noTaskNumber"));
        }
    }
}
