package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.FirstRunScreen;
import enquire.web.screens.Link;
import enquire.web.screens.ListScreen;
import enquire.web.wiki.Wikis;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** Ways in: {@code /}, {@code /{wiki}}, permanent links. */
final class EntryHandlers {

    private final Screens screens;

    EntryHandlers(Screens screens) {
        this.screens = screens;
    }

    /** The only wiki's home page, a list of wikis, or the first run. */
    Reply root(Call call) {
        List<Wiki> wikis = screens.wikis().node().wikis();
        if (wikis.isEmpty()) {
            return screens.show(firstRun(screens, "", "", ""));
        }
        if (wikis.size() == 1) {
            return Reply.redirect(home(wikis.getFirst()));
        }
        List<ListScreen.Row> rows =
                wikis.stream()
                        .map(wiki ->
                                ListScreen.Row.of(
                                        home(wiki),
                                        screens.wikis().toldApart(wiki),
                                        Speaking.messages()
                                                .text(
                                                        "count.pages",
                                                        "pages",
                                                        wiki.repository().pageCount())))
                        .toList();
        return screens.show(
                new ListScreen(
                        screens.nodeFrame(Speaking.messages().text("title.wikis")),
                        Speaking.messages().text("title.wikisHere"),
                        "",
                        List.of(Link.of("/-/start", Speaking.messages().text("start.another"))),
                        rows,
                        "",
                        Screens.NO_LINK));
    }

    Reply wiki(Call call) {
        return Reply.redirect(home(screens.wiki(call)));
    }

    Reply permanent(Call call) {
        Wiki wiki = screens.wiki(call);
        try {
            PageView page =
                    wiki.repository().page(PageId.parse(call.parameter("id"))).orElseThrow();
            return Reply.redirect(Wikis.paths(wiki).page(page.displayTitle()));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw ProblemException.notFound(Speaking.messages().text("error.noPermanentPage"));
        }
    }

    static FirstRunScreen firstRun(
            Screens screens, String wikiName, String invite, String problem) {
        return new FirstRunScreen(
                screens.nodeFrame(Speaking.messages().text("title.start")),
                "/-/start",
                "/-/join",
                screens.wikis().node().name(),
                wikiName,
                invite,
                screens.startForms().token(),
                restoring(screens, "start.restoreCommand"),
                restoring(screens, "start.restoredCommand"),
                problem);
    }

    /** A node that runs holds its folder, so a backup goes into one beside it. */
    private static String restoring(Screens screens, String key) {
        if (!screens.wikis().node().wikis().isEmpty()) {
            return "";
        }
        Path data = screens.data().toAbsolutePath().normalize();
        String beside = data.resolveSibling(data.getFileName() + "-restored").toString();
        String quoted = beside.matches("[\\w./:\\\\-]+") ? beside : "\"" + beside + "\"";
        return Speaking.messages().text(key, "folder", quoted);
    }

    static String home(Wiki wiki) {
        return Wikis.paths(wiki).page(HomePage.title(wiki));
    }
}
