package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Frame;
import enquire.web.screens.Link;
import enquire.web.screens.PagePaths;
import enquire.web.screens.Screen;
import enquire.web.screens.Templates;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Pins;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.nio.file.Path;
import java.util.Optional;

/** What every handler of a screen works with. Thread-safe. */
final class Screens {

    /** No further page of a list. */
    static final Link NO_LINK = Link.of("", "");

    /** Made when the first screen is shown: loading the templates takes a while. */
    private static final class Loaded {
        static final Templates TEMPLATES = new Templates();
    }

    private final Path data;
    private final Wikis wikis;
    private final PageRenderer renderer;
    private final Times times;
    private final Frames frames;
    private final Receipts receipts = new Receipts();
    private final StartForms startForms = new StartForms();

    Screens(Wikis wikis, PageRenderer renderer, Times times, Path data) {
        this.data = data;
        this.wikis = wikis;
        this.renderer = renderer;
        this.times = times;
        this.frames = new Frames(wikis, times.clock());
    }

    Wikis wikis() {
        return wikis;
    }

    /** The data folder, to be named. */
    Path data() {
        return data;
    }

    PageRenderer renderer() {
        return renderer;
    }

    Times times() {
        return times;
    }

    Wiki wiki(Call call) {
        return wikis.of(call);
    }

    Frame frame(Wiki wiki, String documentTitle, String here) {
        return frames.of(wiki, documentTitle, here);
    }

    Frame frame(Wiki wiki, String documentTitle, String here, String nonce) {
        return frames.of(wiki, documentTitle, here, nonce);
    }

    /** The frame of a screen that says what was just done, if its address names a receipt. */
    Frame frame(Wiki wiki, Call call, String documentTitle, String here) {
        Optional<String> token = call.query(Receipts.QUERY);
        token.ifPresent(name -> RenameUndo.restore(this, wiki, name));
        return frame(wiki, documentTitle, here).with(receipts.receipt(wiki, token));
    }

    Receipts receipts() {
        return receipts;
    }

    StartForms startForms() {
        return startForms;
    }

    /** What stands around screens is to be read anew. */
    void forgetFrames(Wiki wiki) {
        frames.forget(wiki);
    }

    Frame nodeFrame(String documentTitle) {
        return frames.ofNode(documentTitle);
    }

    Reply show(Screen screen) {
        return show(200, screen);
    }

    Reply show(int status, Screen screen) {
        String language = screen.frame().messages().language().tag();
        return Reply.html(status, html(screen)).with("Content-Language", language);
    }

    String html(Screen screen) {
        return Loaded.TEMPLATES.render(screen);
    }

    /**
     * The page in the path.
     *
     * @throws ProblemException 404 if there is none
     */
    PageView page(Wiki wiki, Call call) {
        String title = call.parameter("title");
        return PageLookup.exact(wiki.repository(), title)
                .or(() -> PageLookup.any(wiki.repository(), title))
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                Speaking.messages().text("error.noPage"),
                                Speaking.messages().text("error.noPageDetail")));
    }

    /**
     * The page in the path, or else a deleted one of that title, whose history is kept.
     *
     * @throws ProblemException 404 if there is none
     */
    PageView pageOrDeleted(Wiki wiki, Call call) {
        String title = call.parameter("title");
        return PageLookup.exact(wiki.repository(), title)
                .or(() ->
                        PageLookup.deleted(wiki.repository(), new Title(WikiPaths.titleOf(title))))
                .orElseGet(() -> page(wiki, call));
    }

    /**
     * Where a deleted page is restored: by its id, for a live page or other deleted ones may have
     * its title.
     */
    static String restorePath(Wiki wiki, String title, PageId page) {
        return Wikis.paths(wiki).screen("restore", title) + "?page=" + page;
    }

    static PagePaths paths(Wiki wiki, PageView page) {
        WikiPaths paths = Wikis.paths(wiki);
        String title = page.displayTitle();
        return new PagePaths(
                paths.page(title),
                paths.screen("edit", title),
                paths.screen("history", title),
                paths.screen("links", title),
                paths.screen("rename", title),
                paths.screen("move", title),
                paths.screen("duplicate", title),
                paths.screen("pin", title),
                paths.screen("merge", title),
                paths.screen("split", title),
                paths.screen("delete", title),
                paths.screen("task", title),
                paths.screen("map") + "?page=" + Percent.encodeQuery(title),
                paths.permanent(page.page()),
                paths.api(title),
                wiki.suggesting().maySuggest() ? paths.screen("suggest", title) : "",
                Pins.isPinned(wiki.repository(), page.page()),
                wiki.mayWrite());
    }
}
