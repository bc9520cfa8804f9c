package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.storage.PageView;
import enquire.sync.node.PageOverlaps.Marked;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.Names;
import enquire.web.wiki.OverlapWords;
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
                                                Speaking.messages()
                                                        .text(
                                                                "notice.lookAt",
                                                                "number",
                                                                each.ids().size())))))
                .orElse(List.of());
    }

    private static String sentence(Wiki wiki, Marked marked) {
        int places = marked.ids().size();
        return Speaking.messages()
                .text("overlap.ofPage", "names", names(wiki, marked.people()), "places", places);
    }

    /** Own work is the last that is named. */
    private static String names(Wiki wiki, List<PeerId> people) {
        List<String> names =
                people.stream()
                        .sorted(Comparator.comparing(wiki.self()::equals))
                        .map(each ->
                                each.equals(wiki.self())
                                        ? Speaking.messages().text("names.you")
                                        : wiki.nameOf(each))
                        .distinct()
                        .toList();
        return Names.listed(names, NAMES_MAX, Speaking.messages());
    }

    /** Live pages with such places, by title; the note says how many. */
    static List<Link> pages(Wiki wiki) {
        return OverlapWords.pages(wiki).stream()
                .map(each ->
                        new Link(
                                screen(wiki, each.page()),
                                each.page().displayTitle(),
                                Speaking.messages().text("count.places", "places", each.places())))
                .toList();
    }

    /** Above a wiki's changes. */
    static List<Notice> ofWiki(Wiki wiki) {
        int pages = OverlapWords.pages(wiki).size();
        return pages == 0
                ? List.of()
                : List.of(
                        new Notice(
                                Speaking.messages().text("overlap.ofWiki", "pages", pages),
                                Link.of(
                                        Wikis.paths(wiki).screen("overlaps"),
                                        Speaking.messages()
                                                .text("notice.lookAt", "number", pages))));
    }
}
