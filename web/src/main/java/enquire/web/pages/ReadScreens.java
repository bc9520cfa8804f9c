package enquire.web.pages;

import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.sync.node.Arriving;
import enquire.sync.node.Wiki;
import enquire.web.html.FileCopies;
import enquire.web.html.HeadingAnchors;
import enquire.web.html.RepeatedTitle;
import enquire.web.html.SafeHtml;
import enquire.web.html.TaskButtons;
import enquire.web.http.Call;
import enquire.web.http.Percent;
import enquire.web.language.Messages;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.Backlink;
import enquire.web.screens.DeletedScreen;
import enquire.web.screens.Heading;
import enquire.web.screens.Link;
import enquire.web.screens.MissingScreen;
import enquire.web.screens.Notice;
import enquire.web.screens.ReadScreen;
import enquire.web.screens.SharedTitleScreen;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.EditingWords;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.ReadText;
import enquire.web.wiki.RenderedPage;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills the screens that stand at a page's address. */
final class ReadScreens {

    /** Shown beside the text; the rest is one click away. */
    private static final int BACKLINKS = 10;

    private static final int CLOSEST_TITLES = 5;

    private static final Search.Backlinks NO_BACKLINKS = new Search.Backlinks(0, List.of());

    private final Screens screens;

    ReadScreens(Screens screens) {
        this.screens = screens;
    }

    ReadScreen page(Wiki wiki, Call call, PageView view, Optional<String> formerTitle) {
        WikiPaths paths = Wikis.paths(wiki);
        RenderedPage rendered = screens.renderer().render(wiki, view);
        boolean again = rendered.beginsWith(view.title());
        Optional<Search.Backlinks> found =
                IndexAnswer.of(() -> wiki.search().backlinks(view.page(), 0, BACKLINKS));
        Search.Backlinks links = found.orElse(NO_BACKLINKS);
        List<Notice> notices = notices(wiki, view, formerTitle);
        if (found.isEmpty()) {
            notices.add(new Notice(Speaking.messages().text("notice.noSearch"), Screens.NO_LINK));
        }
        return new ReadScreen(
                screens.frame(wiki, call, view.displayTitle(), paths.page(view.displayTitle())),
                view.displayTitle(),
                view.page().toString(),
                view.version().token(),
                ReadText.digest(view),
                Screens.paths(wiki, view),
                crumbs(wiki, view.title()),
                screens.times().when(view.changedAt(), wiki.isClockOff(view.changedBy())),
                wiki.nameOf(view.changedBy()),
                EditingWords.of(wiki, view.page(), Speaking.messages()),
                List.copyOf(notices),
                body(wiki, view, again ? RepeatedTitle.without(rendered.body()) : rendered.body()),
                rendered.outline().stream()
                        .skip(again ? 1 : 0)
                        .map(h -> new Heading(h.slug(), h.text(), h.level()))
                        .toList(),
                backlinks(paths, links),
                links.total(),
                found.isPresent() && links.total() == 0 ? LinksHandlers.mentions(wiki, view) : 0,
                rendered.tags().stream()
                        .map(tag -> Link.of(paths.screen("tags") + "/" + Percent.encode(tag), tag))
                        .toList(),
                files(wiki, paths, view),
                CopiesWords.of(wiki, view.page(), Speaking.messages()));
    }

    private static SafeHtml body(Wiki wiki, PageView view, SafeHtml rendered) {
        SafeHtml anchored = HeadingAnchors.in(rendered);
        SafeHtml ticked = wiki.mayWrite() ? TaskButtons.in(anchored) : anchored;
        String folder = Wikis.paths(wiki).screen("file") + "/";
        return wiki.members().size() < 2
                ? ticked
                : FileCopies.in(ticked, folder, blob -> copies(wiki, view, blob));
    }

    /** Of a file of this page; what a page that is shown in it uses has no name here. */
    private static Optional<FileCopies.Said> copies(Wiki wiki, PageView view, BlobId blob) {
        Messages messages = Speaking.messages();
        return Optional.ofNullable(view.files().get(blob))
                .flatMap(Manifest::parse)
                .map(file ->
                        new FileCopies.Said(
                                CopiesWords.picture(wiki, blob, file.name(), messages),
                                CopiesWords.on(wiki.files().copies(blob), messages)));
    }

    private List<Notice> notices(Wiki wiki, PageView view, Optional<String> formerTitle) {
        var notices = new ArrayList<Notice>();
        String history = Wikis.paths(wiki).screen("history", view.displayTitle());
        formerTitle
                .map(title ->
                        new Notice(
                                Speaking.messages().text("notice.renamedFrom", "title", title),
                                Link.of(history, Speaking.messages().text("common.history"))))
                .ifPresent(notices::add);
        RenameActions.notice(screens, wiki, view).ifPresent(notices::add);
        notices.addAll(OverlapNotices.ofPage(wiki, view));
        notices.addAll(OfferNotices.ofPage(wiki, view));
        return notices;
    }

    MissingScreen missing(Wiki wiki, Title title) {
        WikiPaths paths = Wikis.paths(wiki);
        List<Link> closest =
                IndexAnswer.of(() -> wiki.search().completions(title.value(), CLOSEST_TITLES))
                        .orElse(List.of())
                        .stream()
                        .map(found -> Link.of(paths.page(found), found))
                        .toList();
        return new MissingScreen(
                screens.frame(wiki, title.value(), ""),
                title.value(),
                arriving(wiki.arriving()),
                paths.screen("edit", title.value()),
                backlinks(
                        paths,
                        IndexAnswer.of(() -> wiki.search().linksTo(title.key(), 0, BACKLINKS))
                                .orElse(NO_BACKLINKS)),
                closest);
    }

    private static String arriving(Arriving arriving) {
        if (arriving.nothing()) {
            return "";
        }
        if (arriving.online().isEmpty()) {
            return Speaking.messages()
                    .text("notice.arrivingOffline", "names", String.join(", ", arriving.offline()));
        }
        return Speaking.messages()
                .text("notice.arriving", "names", String.join(", ", arriving.online()));
    }

    DeletedScreen deleted(Wiki wiki, Call call, PageView view) {
        WikiPaths paths = Wikis.paths(wiki);
        String title = view.displayTitle();
        return new DeletedScreen(
                screens.frame(wiki, call, title, ""),
                title,
                Speaking.messages()
                        .text(
                                "notice.deletedBy",
                                "name",
                                wiki.nameOf(view.changedBy()),
                                "when",
                                screens.times().at(view.changedAt())),
                Screens.restorePath(wiki, title, view.page()),
                paths.screen("history", title),
                screens.renderer().render(wiki, view).body());
    }

    SharedTitleScreen shared(Wiki wiki, PageView plain, List<PageSummary> sharing) {
        WikiPaths paths = Wikis.paths(wiki);
        List<SharedTitleScreen.Twin> twins =
                sharing.stream()
                        .flatMap(page -> wiki.repository().page(page.page()).stream())
                        .map(twin ->
                                new SharedTitleScreen.Twin(
                                        paths.page(twin.displayTitle()),
                                        twin.displayTitle(),
                                        paths.screen("rename", twin.displayTitle()),
                                        screens.times().when(twin.changedAt()),
                                        wiki.nameOf(twin.changedBy()),
                                        screens.renderer().render(wiki, twin).body()))
                        .toList();
        return new SharedTitleScreen(
                screens.frame(wiki, plain.displayTitle(), paths.page(plain.displayTitle())),
                plain.displayTitle(),
                twins,
                paths.screen("merge", plain.displayTitle()));
    }

    static List<Backlink> backlinks(WikiPaths paths, Search.Backlinks links) {
        return links.backlinks().stream()
                .map(link ->
                        new Backlink(
                                paths.page(link.title()),
                                link.title(),
                                SafeHtml.marked(link.sentence())))
                .toList();
    }

    private static List<Link> crumbs(Wiki wiki, Title title) {
        WikiPaths paths = Wikis.paths(wiki);
        var crumbs = new ArrayList<Link>();
        String value = title.value();
        for (int slash = value.indexOf('/'); slash > 0; slash = value.indexOf('/', slash + 1)) {
            String above = value.substring(0, slash);
            String name = above.substring(above.lastIndexOf('/') + 1);
            crumbs.add(Link.of(paths.page(above), name));
        }
        if (!crumbs.isEmpty()) {
            String home = HomePage.title(wiki);
            crumbs.addFirst(Link.of(paths.page(home), RelativePaths.withoutExtension(home)));
        }
        return List.copyOf(crumbs);
    }

    private static List<Link> files(Wiki wiki, WikiPaths paths, PageView view) {
        var files = new ArrayList<Link>();
        view.files()
                .forEach((blob, json) ->
                        Manifest.parse(json)
                                .ifPresent(file ->
                                        files.add(
                                                new Link(
                                                        paths.file(blob, file.name()),
                                                        file.name(),
                                                        note(wiki, blob, file)))));
        return files;
    }

    private static String note(Wiki wiki, BlobId blob, Manifest file) {
        if (wiki.repository().attachments().isTakenOut(blob)) {
            return Speaking.messages().text("read.fileTakenOut", "size", Sizes.words(file.bytes()));
        }
        boolean here = wiki.repository().blobs().file(blob).isPresent();
        int computers = wiki.files().copies(blob);
        return Speaking.messages()
                        .text(
                                here ? "read.fileNote" : "read.fileNotHere",
                                "size",
                                Sizes.words(file.bytes()),
                                "computers",
                                computers)
                + CopiesWords.aim(wiki, computers, Speaking.messages());
    }
}
