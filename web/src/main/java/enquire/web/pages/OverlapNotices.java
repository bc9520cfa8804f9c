package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.storage.PageView;
import enquire.sync.node.PageOverlaps.Marked;
import enquire.sync.node.Wiki;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.OverlapWords;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.Wikis;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says where two people changed the same sentence while they were apart. */
final class OverlapNotices {

    /** Said by name; the others are others. */
    private static final int NAMES_MAX = 2;

    private OverlapNotices() {}

    /** Where they are looked at. */
    static String screen(Wiki wiki, PageView page) {
        return Wikis.paths(wiki).screen("overlaps", page.displayTitle());
    }

    /** Above a page that is read. */
    static List<Notice> ofPage(Wiki wiki, PageView page) {
        Optional<Marked> marked = wiki.overlaps().marked(page.page());
        return marked.map(each ->
                        List.of(
                                new Notice(
                                        sentence(wiki, each),
                                        Link.of(
                                                screen(wiki, page),
                                                each.ids().size() == 1
                                                        ? "Look at it"
                                                        : "Look at them"))))
                .orElse(List.of());
    }

    private static String sentence(Wiki wiki, Marked marked) {
        int places = marked.ids().size();
        return "%s changed %s of this page while apart. Both texts are here."
                .formatted(
                        names(wiki, marked.people()),
                        places == 1
                                ? "the same sentence"
                                : "the same sentences in %,d places".formatted(places));
    }

    /** Own work is the last that is named. */
    private static String names(Wiki wiki, List<PeerId> people) {
        List<String> names =
                people.stream()
                        .sorted(Comparator.comparing(wiki.self()::equals))
                        .map(each -> each.equals(wiki.self()) ? "you" : wiki.nameOf(each))
                        .distinct()
                        .toList();
        return names.size() <= NAMES_MAX
                ? String.join(" and ", names)
                : String.join(", ", names.subList(0, NAMES_MAX)) + " and others";
    }

    /** Live pages with such places, by title; the note says how many. */
    static List<Link> pages(Wiki wiki) {
        return OverlapWords.pages(wiki).stream()
                .map(each ->
                        new Link(
                                screen(wiki, each.page()),
                                each.page().displayTitle(),
                                StatusWords.counted(each.places(), "place")))
                .toList();
    }

    /** Above a wiki's changes. */
    static List<Notice> ofWiki(Wiki wiki) {
        int pages = OverlapWords.pages(wiki).size();
        return pages == 0
                ? List.of()
                : List.of(
                        new Notice(
                                pages == 1
                                        ? "1 page has a sentence that two people changed while"
                                                + " apart."
                                        : "%,d pages have sentences that two people changed while apart."
                                                .formatted(pages),
                                Link.of(
                                        Wikis.paths(wiki).screen("overlaps"),
                                        pages == 1 ? "Look at it" : "Look at them")));
    }
}
