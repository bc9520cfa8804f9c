package enquire.web.pages;

import enquire.editor.overlap.Overlap;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.NoSuchOverlapException;
import enquire.sync.node.PageOverlaps.Found;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.ListScreen;
import enquire.web.screens.Notice;
import enquire.web.screens.OverlapsScreen;
import enquire.web.wiki.OverlapWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sentences that two people changed while apart: which there are, and a decision about each. */
final class OverlapHandlers {

    private static final int FORM_BYTES_MAX = 16_384;
    private static final String BEFORE = "before";
    private static final Notice NOTHING = new Notice("", Screens.NO_LINK);

    private final Screens screens;

    OverlapHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply pages(Call call) {
        Wiki wiki = screens.wiki(call);
        return screens.show(
                new ListScreen(
                        screens.frame(wiki, Speaking.messages().text("overlap.title"), ""),
                        Speaking.messages().text("overlap.title"),
                        Speaking.messages().text("overlap.lead"),
                        List.of(),
                        OverlapNotices.pages(wiki).stream()
                                .map(page ->
                                        ListScreen.Row.of(page.href(), page.text(), page.note()))
                                .toList(),
                        Speaking.messages().text("common.nothingLeft"),
                        Screens.NO_LINK));
    }

    Reply page(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Optional<Version> before = call.query(BEFORE).flatMap(Version::parse);
        Notice notice =
                before.map(version ->
                                new Notice(
                                        Speaking.messages().text("overlap.decided"),
                                        Link.of(
                                                Wikis.paths(wiki)
                                                                .screen("diff", page.displayTitle())
                                                        + "?from="
                                                        + version.token(),
                                                Speaking.messages().text("common.showChanges"))))
                        .orElse(NOTHING);
        return screens.show(screen(wiki, page, "", notice));
    }

    Reply tickOff(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        var form = call.form(FORM_BYTES_MAX);
        String id = OverlapWords.id(form.text("id"));
        try {
            wiki.overlaps()
                    .tickOff(
                            page.page(),
                            id,
                            OverlapWords.keep(form.text("keep")),
                            OverlapWords.seen(form.text("version")));
        } catch (NoSuchOverlapException e) {
            return screens.show(409, screen(wiki, page, Failures.problem(e).detail(), NOTHING));
        }
        String screen = OverlapNotices.screen(wiki, page);
        return Reply.seeOther(screen + "?" + BEFORE + "=" + page.version().token());
    }

    private OverlapsScreen screen(Wiki wiki, PageView page, String problem, Notice notice) {
        Found found = wiki.overlaps().read(page.page());
        return new OverlapsScreen(
                screens.frame(
                        wiki,
                        Speaking.messages().text("overlap.of", "title", page.displayTitle()),
                        ""),
                page.displayTitle(),
                Screens.paths(wiki, page),
                OverlapNotices.screen(wiki, page),
                found.version().token(),
                problem,
                notice,
                found.overlaps().stream()
                        .map(overlap -> place(wiki, page, found, overlap))
                        .toList());
    }

    private static OverlapsScreen.Place place(
            Wiki wiki, PageView page, Found found, Overlap overlap) {
        return new OverlapsScreen.Place(
                overlap.id(),
                overlap.before(),
                OverlapWords.sides(wiki, overlap).stream()
                        .map(side ->
                                new OverlapsScreen.Side(
                                        People.author(wiki, side.author()),
                                        OverlapWords.label(wiki, side.author()),
                                        OverlapWords.pieces(overlap.before(), side.text()),
                                        side.author().toString(),
                                        OverlapWords.keepLabel(wiki, overlap, side.author())))
                        .toList(),
                found.text().substring(overlap.from(), overlap.to()),
                Wikis.paths(wiki).screen("edit", page.displayTitle()) + "?overlap=" + overlap.id());
    }
}
