package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.sync.node.Merges;
import enquire.sync.node.Merges.Merge;
import enquire.sync.node.Wiki;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what came in when this computer met another one after time apart. */
final class MergeNotices {

    /** Said by name; the others are others. */
    private static final int NAMES_MAX = 3;

    private MergeNotices() {}

    /** Above a wiki's changes. */
    static List<Notice> ofWiki(Wiki wiki, Times times) {
        List<Merge> merges = wiki.merges().lately();
        if (merges.isEmpty()) {
            return List.of();
        }
        var edits = Merges.edits(merges);
        int total = edits.values().stream().mapToInt(Integer::intValue).sum();
        List<String> names = edits.keySet().stream().map(wiki::nameOf).distinct().toList();
        String from =
                names.size() <= NAMES_MAX
                        ? String.join(" and ", names)
                        : String.join(", ", names.subList(0, NAMES_MAX)) + " and others";
        Set<PageId> pages = merges.stream().map(Merge::page).collect(Collectors.toSet());
        String sentence =
                "Merged %s from %s, on %s, %s."
                        .formatted(
                                StatusWords.counted(total, "edit"),
                                from,
                                StatusWords.counted(pages.size(), "page"),
                                times.at(merges.getLast().at()));
        return List.of(new Notice(sentence, changes(wiki, merges, pages)));
    }

    /** Of a single page; several are listed below. */
    private static Link changes(Wiki wiki, List<Merge> merges, Set<PageId> pages) {
        Optional<PageView> only =
                pages.size() == 1
                        ? wiki.repository().page(merges.getFirst().page())
                        : Optional.empty();
        return only.filter(page -> !page.deleted())
                .map(page ->
                        Link.of(
                                Wikis.paths(wiki).screen("diff", page.displayTitle())
                                        + "?from="
                                        + merges.getFirst().before().token(),
                                "Show changes"))
                .orElse(Screens.NO_LINK);
    }
}
