package enquire.web.pages;

import enquire.storage.PageView;
import enquire.storage.Suggestions.Offer;
import enquire.sync.node.Wiki;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.StatusWords;
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
                                StatusWords.counted(
                                        suggestions.offer(page.page()).authors().size(), "edit")))
                .toList();
    }

    /** Whole pages that only this computer has. */
    static List<Link> wholePages(Wiki wiki) {
        return wiki.repository().pagesLeftOut().pages().stream()
                .map(page ->
                        new Link(
                                Wikis.paths(wiki).screen("left-out/" + page.page()),
                                page.title(),
                                "a page on this computer alone"))
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
                            pages == 1
                                    ? "1 page has edits that are not part of it."
                                    : "%,d pages have edits that are not part of them."
                                            .formatted(pages),
                            Link.of(all, "Look at them")));
        }
        int whole = wiki.repository().pagesLeftOut().count();
        if (whole > 0) {
            notices.add(
                    new Notice(
                            whole == 1
                                    ? "1 page that you made is on this computer alone."
                                    : "%,d pages that you made are on this computer alone."
                                            .formatted(whole),
                            Link.of(all, whole == 1 ? "Look at it" : "Look at them")));
        }
        return notices;
    }

    /** Above a page that is read. */
    static List<Notice> ofPage(Wiki wiki, PageView page) {
        Offer offer = wiki.repository().suggestions().offer(page.page());
        int edits = offer.authors().size();
        return edits == 0
                ? List.of()
                : List.of(
                        new Notice(
                                "%s by %s %s not part of this page."
                                        .formatted(
                                                StatusWords.counted(edits, "edit"),
                                                names(wiki, offer),
                                                edits == 1 ? "is" : "are"),
                                look(wiki, page, edits)));
    }

    /** Above its history, where those that were dismissed are found again, too. */
    static List<Notice> ofHistory(Wiki wiki, PageView page) {
        List<Notice> offered = ofPage(wiki, page);
        int dismissed = wiki.repository().suggestions().offer(page.page()).dismissed();
        return !offered.isEmpty() || dismissed == 0
                ? offered
                : List.of(
                        new Notice(
                                "%s not part of this page %s dismissed."
                                        .formatted(
                                                StatusWords.counted(dismissed, "edit"),
                                                dismissed == 1 ? "was" : "were"),
                                look(wiki, page, dismissed)));
    }

    private static Link look(Wiki wiki, PageView page, int edits) {
        return Link.of(screen(wiki, page), edits == 1 ? "Look at it" : "Look at them");
    }

    private static String names(Wiki wiki, Offer offer) {
        List<String> names = offer.authors().stream().distinct().map(wiki::nameOf).toList();
        return names.size() <= NAMES_MAX
                ? String.join(" and ", names)
                : String.join(", ", names.subList(0, NAMES_MAX)) + " and others";
    }
}
