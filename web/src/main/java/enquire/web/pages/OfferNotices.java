package enquire.web.pages;

import enquire.storage.PageView;
import enquire.storage.Suggestions.Offer;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.Names;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;

/** Says where edits wait that a page does not hold. */
final class OfferNotices {

    /** Said by name; the others are others. */
    private static final int NAMES_MAX = 2;

    private OfferNotices() {}

    /** Where they are looked at. */
    static String screen(Wiki wiki, PageView page) {
        return Wikis.paths(wiki).screen("suggestions", page.displayTitle());
    }

    /** Live pages with such edits; the note says how many. */
    static List<Link> pages(Wiki wiki) {
        var suggestions = wiki.repository().suggestions();
        return suggestions.pages().stream()
                .flatMap(page -> wiki.repository().page(page).stream())
                .filter(page -> !page.deleted())
                .map(page ->
                        new Link(
                                screen(wiki, page),
                                page.displayTitle(),
                                Speaking.messages()
                                        .text(
                                                "count.edits",
                                                "edits",
                                                suggestions.offer(page.page()).authors().size())))
                .toList();
    }

    /** Live pages for which this node suggests something that waits; the note says how much. */
    static List<Link> ownPages(Wiki wiki) {
        return wiki.suggesting().ownPages().stream()
                .flatMap(page -> wiki.repository().page(page).stream())
                .filter(page -> !page.deleted())
                .map(page ->
                        new Link(
                                screen(wiki, page),
                                page.displayTitle(),
                                Speaking.messages()
                                        .text(
                                                "offer.ownEdits",
                                                "edits",
                                                wiki.repository()
                                                        .suggestions()
                                                        .offer(page.page())
                                                        .own())))
                .toList();
    }

    /** Whole pages that only this computer has. */
    static List<Link> wholePages(Wiki wiki) {
        return wiki.repository().pagesLeftOut().pages().stream()
                .map(page ->
                        new Link(
                                Wikis.paths(wiki).screen("left-out/" + page.page()),
                                page.title(),
                                Speaking.messages().text("offer.wholePage")))
                .toList();
    }

    /** Above a wiki's changes. */
    static List<Notice> ofWiki(Wiki wiki) {
        var notices = new ArrayList<Notice>();
        String all = Wikis.paths(wiki).screen("suggestions");
        int pages = pages(wiki).size();
        if (pages > 0) {
            notices.add(
                    new Notice(
                            Speaking.messages().text("offer.pagesOfWiki", "pages", pages),
                            Link.of(all, Speaking.messages().text("notice.lookAt", "number", 2))));
        }
        int own = ownPages(wiki).size();
        if (own > 0) {
            notices.add(
                    new Notice(
                            Speaking.messages().text("offer.ownPages", "pages", own),
                            Link.of(all, Speaking.messages().text("notice.lookAt", "number", 2))));
        }
        int whole = wiki.repository().pagesLeftOut().count();
        if (whole > 0) {
            notices.add(
                    new Notice(
                            Speaking.messages().text("offer.wholePages", "pages", whole),
                            Link.of(
                                    all,
                                    Speaking.messages().text("notice.lookAt", "number", whole))));
        }
        return notices;
    }

    /** Above a page that is read. */
    static List<Notice> ofPage(Wiki wiki, PageView page) {
        Offer offer = wiki.repository().suggestions().offer(page.page());
        int edits = offer.authors().size();
        var notices = new ArrayList<Notice>();
        if (edits > 0) {
            String key = offer.byReaders() == edits ? "offer.ofReaders" : "offer.ofPage";
            notices.add(
                    new Notice(
                            Speaking.messages()
                                    .text(key, "edits", edits, "names", names(wiki, offer)),
                            look(wiki, page, edits)));
        }
        if (offer.own() > 0) {
            notices.add(
                    new Notice(
                            Speaking.messages().text("offer.own", "edits", offer.own()),
                            look(wiki, page, offer.own())));
        }
        return notices;
    }

    /** Above its history, where those that were dismissed are found again, too. */
    static List<Notice> ofHistory(Wiki wiki, PageView page) {
        List<Notice> offered = ofPage(wiki, page);
        int dismissed = wiki.repository().suggestions().offer(page.page()).dismissed();
        return !offered.isEmpty() || dismissed == 0
                ? offered
                : List.of(
                        new Notice(
                                Speaking.messages().text("offer.ofHistory", "edits", dismissed),
                                look(wiki, page, dismissed)));
    }

    private static Link look(Wiki wiki, PageView page, int edits) {
        return Link.of(
                screen(wiki, page), Speaking.messages().text("notice.lookAt", "number", edits));
    }

    private static String names(Wiki wiki, Offer offer) {
        List<String> names = offer.authors().stream().distinct().map(wiki::nameOf).toList();
        return Names.listed(names, NAMES_MAX, Speaking.messages());
    }
}
