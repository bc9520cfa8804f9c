package enquire.web.pages;

import enquire.storage.PageSummary;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Reply;
import enquire.web.screens.ChangesScreen;
import enquire.web.screens.Link;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recent changes, for people and for feed readers (RFC 4287). */
final class ChangesHandlers {

    private static final int PER_PAGE = 100;
    private static final int OFFSET_MAX = 1_000_000;

    /** This and the next may not stand in XML at all (XML 1.0, section 2.2). */
    private static final char NO_CHARACTER = '\ufffe';

    private final Screens screens;

    ChangesHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply changes(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<PageSummary> recent = wiki.repository().recent(offset, PER_PAGE);
        Map<String, List<ChangesScreen.Change>> days = new LinkedHashMap<>();
        for (PageSummary page : recent) {
            days.computeIfAbsent(screens.times().day(page.changedAt()), day -> new ArrayList<>())
                    .add(change(wiki, paths, page));
        }
        return screens.show(
                new ChangesScreen(
                        screens.frame(wiki, "Recent changes", "changes"),
                        OfferNotices.ofWiki(wiki),
                        days.entrySet().stream()
                                .map(day -> new ChangesScreen.Day(day.getKey(), day.getValue()))
                                .toList(),
                        recent.size() < PER_PAGE
                                ? Screens.NO_LINK
                                : Link.of(
                                        paths.screen("changes") + "?offset=" + (offset + PER_PAGE),
                                        "Older changes")));
    }

    private ChangesScreen.Change change(Wiki wiki, WikiPaths paths, PageSummary page) {
        String title = page.displayTitle();
        return new ChangesScreen.Change(
                screens.times().when(page.changedAt()),
                paths.page(title),
                title,
                People.author(wiki, page.changedBy()),
                page.deleted() ? "deleted" : "",
                page.deleted() ? "" : paths.screen("diff", title) + "?from=seen");
    }

    Reply atom(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        String base = "http://" + call.header("Host").orElse("127.0.0.1");
        List<PageSummary> recent = wiki.repository().recent(0, PER_PAGE);
        var feed = new StringBuilder(8_192);
        feed.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        feed.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        element(feed, "title", wiki.name());
        element(feed, "id", "urn:enquire:" + wiki.id());
        element(
                feed,
                "updated",
                recent.isEmpty()
                        ? "1970-01-01T00:00:00Z"
                        : recent.getFirst().changedAt().toString());
        for (PageSummary page : recent) {
            feed.append("<entry>\n");
            element(feed, "title", page.displayTitle());
            element(feed, "id", "urn:uuid:" + page.page());
            element(feed, "updated", page.changedAt().toString());
            feed.append("<author>");
            element(feed, "name", wiki.nameOf(page.changedBy()));
            feed.append("</author>\n<link href=\"");
            escape(feed, base + paths.page(page.displayTitle()));
            feed.append("\"/>\n</entry>\n");
        }
        feed.append("</feed>\n");
        return Reply.text(200, "application/atom+xml; charset=utf-8", feed.toString());
    }

    private static void element(StringBuilder feed, String name, String text) {
        feed.append('<').append(name).append('>');
        escape(feed, text);
        feed.append("</").append(name).append(">\n");
    }

    private static void escape(StringBuilder feed, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> feed.append("&amp;");
                case '<' -> feed.append("&lt;");
                case '>' -> feed.append("&gt;");
                case '"' -> feed.append("&quot;");
                default -> feed.append(c < ' ' || c >= NO_CHARACTER ? ' ' : c);
            }
        }
    }
}
