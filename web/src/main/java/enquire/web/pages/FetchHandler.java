package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.PageFetches;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.FetchScreen;
import enquire.web.wiki.Names;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /{wiki}/-/fetch/{id}}: fetches a page that is on the computers of others, and leads to
 * it when it is here. Asking twice asks once, and only what a peer listed or found is asked for, so
 * an address will do for a person who goes there; what is embedded in a page fetches nothing.
 */
final class FetchHandler implements Handler {

    /** Browsers load the screen again after so many seconds, also without scripts. */
    private static final String REFRESH_SECONDS = "2";

    private static final int NAMES_MAX = 3;

    private final Screens screens;

    FetchHandler(Screens screens) {
        this.screens = screens;
    }

    /** Where a page is fetched. */
    static String path(WikiPaths paths, PageId page, String title) {
        return paths.screen("fetch") + "/" + page + "?title=" + Percent.encodeQuery(title);
    }

    /** Leads to where a page is fetched that is only on the computers of others, if it is. */
    static Optional<Reply> elsewhere(Wiki wiki, Title title) {
        return wiki.repository()
                .records()
                .carrying()
                .resolve(title.value())
                .map(told ->
                        Reply.redirect(path(Wikis.paths(wiki), told.page(), told.title().value())));
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = screens.wiki(call);
        PageId page = page(call);
        String title = title(call.query("title").orElse(""));
        Messages messages = Speaking.messages();
        if (!isOpened(call)) {
            return screens.show(screen(wiki, page, title, messages.text("fetch.offer"), false));
        }
        return switch (wiki.pageFetches().fetch(page)) {
            case PageFetches.State.Held held ->
                    Reply.redirect(
                            Wikis.paths(wiki)
                                    .page(
                                            wiki.repository()
                                                    .page(page)
                                                    .map(PageView::displayTitle)
                                                    .orElse(title)));
            case PageFetches.State.Asking asking ->
                    screens.show(
                                    screen(
                                            wiki,
                                            page,
                                            title,
                                            messages.text(
                                                    "fetch.asking",
                                                    "names",
                                                    listed(asking.names())),
                                            true))
                            .with("Refresh", REFRESH_SECONDS);
            case PageFetches.State.Nobody nobody ->
                    screens.show(
                            503, screen(wiki, page, title, messages.text("fetch.nobody"), false));
            case PageFetches.State.Missing missing ->
                    screens.show(
                            404, screen(wiki, page, title, messages.text("fetch.missing"), false));
        };
    }

    /**
     * Browsers of before 2023 do not say what an answer is for. All of them name HTML when somebody
     * goes to an address, and not for what is embedded in a page.
     */
    private static boolean isOpened(Call call) {
        return call.header("Sec-Fetch-Dest")
                .map("document"::equals)
                .orElseGet(() -> call.header("Accept").orElse("").contains("text/html"));
    }

    private FetchScreen screen(
            Wiki wiki, PageId page, String title, String sentence, boolean waiting) {
        String shown = title.isEmpty() ? Speaking.messages().text("fetch.title") : title;
        return new FetchScreen(
                screens.frame(wiki, shown, ""),
                title,
                sentence,
                waiting,
                path(Wikis.paths(wiki), page, title));
    }

    private static String listed(List<String> names) {
        return Names.listed(names, NAMES_MAX, Speaking.messages());
    }

    private static PageId page(Call call) {
        try {
            return PageId.parse(call.parameter("id"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(Speaking.messages().text("error.noPage"));
        }
    }

    /** An address may say anything: what is no title is not shown. */
    private static String title(String said) {
        try {
            return said.isEmpty() ? "" : new Title(said).value();
        } catch (InvalidTitleException e) {
            return "";
        }
    }
}
