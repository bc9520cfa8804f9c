package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.screens.DiffScreen;
import enquire.web.screens.HistoryScreen;
import enquire.web.screens.Link;
import enquire.web.screens.OldVersionScreen;
import enquire.web.screens.When;
import enquire.web.wiki.LineDiff;
import enquire.web.wiki.Since;
import enquire.web.wiki.Versions;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a page was: its versions, one of them, and what changed between two. */
final class HistoryHandlers {

    private static final int PER_PAGE = 50;
    private static final int OFFSET_MAX = 1_000_000;

    /** How far back a version is looked for, to say when and by whom it was written. */
    private static final int LOOK_BACK = 500;

    /** The version that a browser remembers as read last; the node knows of none. */
    private static final String SEEN = "seen";

    private final Screens screens;

    HistoryHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply history(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<Wiki.HistoryEntry> entries = wiki.history(page.page(), offset, PER_PAGE + 1);
        var versions = new ArrayList<HistoryScreen.Version>();
        for (int i = 0; i < Math.min(entries.size(), PER_PAGE); i++) {
            Optional<Version> before =
                    i + 1 < entries.size()
                            ? Optional.of(entries.get(i + 1).version())
                            : Optional.empty();
            versions.add(version(wiki, page, entries.get(i), before));
        }
        String more = Wikis.paths(wiki).screen("history", page.displayTitle()) + "?offset=";
        return screens.show(
                new HistoryScreen(
                        screens.frame(wiki, "History of " + page.displayTitle(), ""),
                        page.displayTitle(),
                        Screens.paths(wiki, page),
                        OfferNotices.ofHistory(wiki, page),
                        versions,
                        entries.size() > PER_PAGE
                                ? Link.of(more + (offset + PER_PAGE), "Older versions")
                                : Screens.NO_LINK));
    }

    private HistoryScreen.Version version(
            Wiki wiki, PageView page, Wiki.HistoryEntry entry, Optional<Version> before) {
        return new HistoryScreen.Version(
                screens.times().when(entry.at()),
                People.author(wiki, entry.author()),
                entry.summary().orElse(""),
                entry.added(),
                entry.removed(),
                at(wiki, page, entry.version()),
                before.map(from -> diff(wiki, page, from, entry.version()))
                        .orElseGet(() -> at(wiki, page, entry.version())));
    }

    Reply diff(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        Optional<String> asked = call.query("from").filter(from -> !from.equals(SEEN));
        Version from = asked.map(Versions::parse).orElseGet(() -> versionBefore(wiki, page));
        Version to = call.query("to").map(Versions::parse).orElse(page.version());
        var lines =
                LineDiff.between(Versions.text(wiki, page, from), Versions.text(wiki, page, to));
        String title = page.displayTitle();
        return screens.show(
                new DiffScreen(
                        screens.frame(wiki, "Changes of " + title, ""),
                        title,
                        Screens.paths(wiki, page),
                        words(wiki, page, from),
                        words(wiki, page, to),
                        lines,
                        from.equals(page.version())
                                ? ""
                                : Wikis.paths(wiki).screen("restore", title),
                        from.token()));
    }

    /** What others did since {@code from}, for the strip above a page that is read again. */
    Reply since(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Version read = Versions.parse(call.query("from").orElse(""));
        return Json.reply(Since.version(wiki, screens.wikis().node().id(), page, read));
    }

    Reply at(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        Version version = Versions.parse(call.parameter("version"));
        String text = Versions.text(wiki, page, version);
        Optional<Wiki.HistoryEntry> entry = entry(wiki, page, version);
        String title = page.displayTitle();
        boolean current = version.equals(page.version());
        PeerId author = entry.map(Wiki.HistoryEntry::author).orElse(page.changedBy());
        When when = screens.times().when(entry.map(Wiki.HistoryEntry::at).orElse(page.changedAt()));
        return screens.show(
                new OldVersionScreen(
                        screens.frame(wiki, title + " as it was", ""),
                        title,
                        Screens.paths(wiki, page),
                        when,
                        wiki.nameOf(author),
                        screens.renderer()
                                .preview(wiki, page.title(), Optional.of(page), text)
                                .body(),
                        diff(wiki, page, version, page.version()),
                        current ? "" : Wikis.paths(wiki).screen("restore", title),
                        version.token()));
    }

    private static Version versionBefore(Wiki wiki, PageView page) {
        List<Wiki.HistoryEntry> entries = wiki.history(page.page(), 0, 2);
        return entries.isEmpty() ? page.version() : entries.getLast().version();
    }

    private String words(Wiki wiki, PageView page, Version version) {
        if (version.equals(page.version())) {
            return "the page as it is now";
        }
        return entry(wiki, page, version)
                .map(entry -> "the version of " + screens.times().at(entry.at()))
                .orElse("an older version");
    }

    private static Optional<Wiki.HistoryEntry> entry(Wiki wiki, PageView page, Version version) {
        return wiki.history(page.page(), 0, LOOK_BACK).stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst();
    }

    private static String at(Wiki wiki, PageView page, Version version) {
        return Wikis.paths(wiki).screen("at/" + version.token(), page.displayTitle());
    }

    private static String diff(Wiki wiki, PageView page, Version from, Version to) {
        return Wikis.paths(wiki).screen("diff", page.displayTitle())
                + "?from="
                + from.token()
                + "&to="
                + to.token();
    }
}
