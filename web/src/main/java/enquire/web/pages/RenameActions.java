package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Json;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.screens.RenameScreen;
import enquire.web.wiki.LinkWork;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Giving pages other titles: one page, what is below it, and the links to them. */
final class RenameActions {

    private static final int FORM_BYTES_MAX = 16_384;

    /** Of which folders are read to choose from, and how many are shown. Guesses. */
    private static final int FOLDER_PAGES_MAX = 5_000;

    private static final int FOLDERS_MAX = 300;

    /** What a form is about: a page, or a title that only pages below it have. */
    private record Subject(Wiki wiki, Title title, String shown, Optional<PageView> page) {
        WikiPaths paths() {
            return Wikis.paths(wiki);
        }

        int below() {
            return Renaming.below(wiki.repository(), title).size();
        }

        String cancel() {
            return page.isPresent() ? paths().page(shown) : paths().screen("pages") + "?by=tree";
        }
    }

    /** What somebody sent. */
    private record Wanted(String typed, Title title, boolean branch, boolean updateLinks) {}

    private final Screens screens;

    RenameActions(Screens screens) {
        this.screens = screens;
    }

    Reply askRename(Call call) {
        Subject subject = subject(screens.wikis().writable(call), call);
        return screens.show(form(subject, false, subject.title().value(), "", Screens.NO_LINK));
    }

    Reply askMove(Call call) {
        Subject subject = subject(screens.wikis().writable(call), call);
        return screens.show(form(subject, true, above(subject.title()), "", Screens.NO_LINK));
    }

    Reply rename(Call call) throws IOException {
        Subject subject = subject(screens.wiki(call), call);
        Form form = call.form(FORM_BYTES_MAX);
        return change(subject, false, form.text("title"), form);
    }

    Reply move(Call call) throws IOException {
        Subject subject = subject(screens.wiki(call), call);
        Form form = call.form(FORM_BYTES_MAX);
        return change(subject, true, form.text("below"), form);
    }

    /** Links to a page by titles that it had: what was left over, or came from elsewhere. */
    Reply updateLinks(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Renaming.Outcome outcome = Renaming.update(screens.wikis().links(), wiki, page);
        String path = Wikis.paths(wiki).screen("links", page.displayTitle());
        return screens.receipts()
                .done(wiki, path, updated(outcome), left(wiki, outcome), Optional.empty());
    }

    private Reply change(Subject subject, boolean moving, String typed, Form form) {
        try {
            Title title = moving ? belowTitle(subject.title(), typed) : new Title(typed);
            var wanted =
                    new Wanted(
                            typed,
                            title,
                            !form.text("branch").isEmpty() || subject.page().isEmpty(),
                            !form.text("updateLinks").isEmpty());
            return change(subject, wanted);
        } catch (TitleTakenException e) {
            Title title = moving ? belowTitle(subject.title(), typed) : new Title(typed);
            return again(subject, moving, typed, e, clash(subject, title));
        } catch (InvalidTitleException e) {
            return again(subject, moving, typed, e, Screens.NO_LINK);
        }
    }

    private Reply change(Subject subject, Wanted wanted) {
        Wiki wiki = subject.wiki();
        Repository repository = wiki.repository();
        List<Renaming.Moved> below =
                wanted.branch()
                        ? Renaming.below(repository, subject.title(), wanted.title())
                        : List.of();
        var moves = new ArrayList<Renaming.Moved>();
        subject.page()
                .filter(page -> !page.title().equals(wanted.title()))
                .ifPresent(page -> moves.add(moved(repository, page, wanted.title(), below)));
        moves.addAll(below);
        if (wanted.title().key().value().startsWith(subject.title().key().value() + "/")) {
            Collections.reverse(moves); // What is in the way makes room first.
        }
        Renaming.Outcome outcome =
                Renaming.move(screens.wikis().links(), wiki, moves, wanted.updateLinks());
        String path = after(subject, wanted);
        if (outcome.moved().isEmpty() && outcome.left().isEmpty()) {
            return Reply.seeOther(path);
        }
        List<String> left = left(wiki, outcome);
        if (!outcome.work().ended()) {
            // As long as that: so that Undo stays in sight.
            left.add(Speaking.messages().text("receipt.linksGoOn"));
        }
        String sentence = sentence(subject, wanted, outcome);
        if (outcome.moved().isEmpty()) {
            return screens.receipts().done(wiki, path, sentence, left, Optional.empty());
        }
        var offer =
                new RenameUndo(
                        sentence,
                        subject.page().map(PageView::page),
                        wanted.updateLinks(),
                        outcome.moved(),
                        screens.times().clock().instant());
        Receipts.Undo undo =
                () ->
                        undone(
                                screens,
                                wiki,
                                offer,
                                Renaming.undo(screens.wikis().links(), wiki, outcome));
        return screens.receipts().done(wiki, path, left, undo, offer);
    }

    /** After a rename was taken back. */
    static Reply undone(Screens screens, Wiki wiki, RenameUndo offer, Renaming.Outcome back) {
        WikiPaths paths = Wikis.paths(wiki);
        String path =
                offer.page()
                        .flatMap(page -> wiki.repository().page(page))
                        .map(page -> paths.page(page.displayTitle()))
                        .orElseGet(() -> paths.screen("pages") + "?by=tree");
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.formerTitles"),
                        left(wiki, back),
                        Optional.empty());
    }

    /**
     * @param below pages that are to move, too
     * @throws TitleTakenException if it cannot be: whoever asked is asked again
     */
    private static Renaming.Moved moved(
            Repository repository, PageView page, Title title, List<Renaming.Moved> below) {
        Set<PageId> moving = below.stream().map(Renaming.Moved::page).collect(Collectors.toSet());
        moving.add(page.page());
        boolean taken =
                repository.sharing(title.key()).stream()
                        .anyMatch(other -> !moving.contains(other.page()));
        if (taken) {
            throw new TitleTakenException(title);
        }
        return new Renaming.Moved(page.page(), page.title(), title);
    }

    private static String after(Subject subject, Wanted wanted) {
        return subject.page()
                .flatMap(page -> subject.wiki().repository().page(page.page()))
                .map(page -> subject.paths().page(page.displayTitle()))
                .orElseGet(() -> subject.paths().screen("pages") + "?by=tree");
    }

    private static String sentence(Subject subject, Wanted wanted, Renaming.Outcome outcome) {
        String what =
                outcome.moved().size() == 1 && subject.page().isPresent()
                        ? Speaking.messages()
                                .text("receipt.renamed", "title", wanted.title().value())
                        : Speaking.messages()
                                .text(
                                        "receipt.moved",
                                        "pages",
                                        outcome.moved().size(),
                                        "title",
                                        wanted.title().value());
        boolean links = !outcome.work().ended() || !outcome.work().updated().isEmpty();
        return links ? what + " " + updated(outcome) : what;
    }

    private static String updated(Renaming.Outcome outcome) {
        LinkWork work = outcome.work();
        if (!work.ended()) {
            return Speaking.messages().text("receipt.linksBegun", "pages", work.pages());
        }
        return work.updated().isEmpty()
                ? Speaking.messages().text("receipt.noLinks")
                : Speaking.messages().text("receipt.links", "pages", work.updated().size());
    }

    /** How far the links to a page are that are being updated. */
    Reply updating(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Optional<LinkWork> work = screens.wikis().links().of(wiki, page.page());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sentence", work.map(LinkWork::progress).orElse(""));
        json.put("ended", work.map(LinkWork::ended).orElse(true));
        return Json.reply(json);
    }

    /** Above a page, the links to which are being updated. */
    static Optional<Notice> notice(Screens screens, Wiki wiki, PageView page) {
        return screens.wikis()
                .links()
                .of(wiki, page.page())
                .filter(work -> !work.ended())
                .map(work ->
                        new Notice(
                                work.progress(),
                                Screens.NO_LINK,
                                Wikis.paths(wiki).screen("updating", page.displayTitle())));
    }

    private static List<String> left(Wiki wiki, Renaming.Outcome outcome) {
        var left = new ArrayList<>(outcome.left());
        int later = outcome.work().ended() ? outcome.work().later() : 0;
        if (later > 0) {
            left.add(Speaking.messages().text("receipt.linksLater", "pages", later));
        }
        return left;
    }

    private Reply again(
            Subject subject, boolean moving, String typed, RuntimeException why, Link clash) {
        String problem = Failures.problem(why).detail();
        return screens.show(422, form(subject, moving, typed, problem, clash));
    }

    private Link clash(Subject subject, Title title) {
        if (subject.page().isEmpty()) {
            return Screens.NO_LINK;
        }
        String merge = subject.paths().screen("merge", subject.shown());
        return Link.of(merge + "?into=" + Percent.encodeQuery(title.value()), title.value());
    }

    private RenameScreen form(
            Subject subject, boolean moving, String typed, String problem, Link clash) {
        String heading =
                moving
                        ? Speaking.messages().text("title.move", "title", subject.shown())
                        : Speaking.messages().text("shared.rename", "title", subject.shown());
        Wiki wiki = subject.wiki();
        return new RenameScreen(
                screens.frame(wiki, heading, ""),
                subject.shown(),
                moving,
                subject.paths().screen(moving ? "move" : "rename", subject.shown()),
                subject.cancel(),
                typed,
                moving ? folders(wiki.repository()) : List.of(),
                subject.page().map(page -> links(wiki, page)).orElse(0),
                subject.below(),
                subject.page().isPresent(),
                problem,
                clash);
    }

    /** How many links a rename would update; 0 also while that is not known. */
    static int links(Wiki wiki, PageView page) {
        return IndexAnswer.of(
                        () -> wiki.search().linking(page.page(), Renaming.names(page), 1).links())
                .orElse(0);
    }

    private static List<String> folders(Repository repository) {
        var folders = new TreeSet<String>();
        for (PageSummary page : repository.pages(Optional.empty(), FOLDER_PAGES_MAX)) {
            String above = above(page.title());
            if (!above.isEmpty() && folders.size() < FOLDERS_MAX) {
                folders.add(above);
            }
        }
        return List.copyOf(folders);
    }

    private Subject subject(Wiki wiki, Call call) {
        String asked = call.parameter("title");
        if (PageLookup.exact(wiki.repository(), asked).isEmpty()) {
            var title = new Title(WikiPaths.titleOf(asked));
            if (!Renaming.below(wiki.repository(), title).isEmpty()) {
                return new Subject(wiki, title, title.value(), Optional.empty());
            }
        }
        PageView page = screens.page(wiki, call);
        return new Subject(wiki, page.title(), page.displayTitle(), Optional.of(page));
    }

    /** What stands before the last {@code /}; empty at the top. */
    private static String above(Title title) {
        return title.value().substring(0, Math.max(0, title.value().lastIndexOf('/')));
    }

    private static Title belowTitle(Title title, String below) {
        String name = title.value().substring(title.value().lastIndexOf('/') + 1);
        String above = below.strip();
        while (above.endsWith("/")) {
            above = above.substring(0, above.length() - 1).strip();
        }
        return new Title(above.isEmpty() ? name : above + "/" + name);
    }
}
