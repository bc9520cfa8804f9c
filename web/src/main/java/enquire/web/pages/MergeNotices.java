package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.StorageException;
import enquire.sync.node.Merges;
import enquire.sync.node.Merges.Merge;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.Names;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what came in when this computer met another one after time apart. */
final class MergeNotices {

    private static final Logger LOG = LoggerFactory.getLogger(MergeNotices.class);

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
        String from = Names.listed(names, NAMES_MAX, Speaking.messages());
        Set<PageId> pages = merges.stream().map(Merge::page).collect(Collectors.toSet());
        String sentence =
                Speaking.messages()
                        .text(
                                "notice.merged",
                                "edits",
                                total,
                                "names",
                                from,
                                "pages",
                                pages.size(),
                                "when",
                                times.at(merges.getLast().at()));
        noteTold(wiki, merges.getLast().number());
        return List.of(new Notice(sentence, changes(wiki, merges, pages)));
    }

    /** A full disk, say, keeps nobody from reading: it is told once more next time. */
    private static void noteTold(Wiki wiki, long number) {
        try {
            wiki.merges().tell(number);
        } catch (StorageException e) {
            LOG.warn("What came in is told once more next time: {}", e.getMessage());
        }
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
                                Speaking.messages().text("common.showChanges")))
                .orElse(Screens.NO_LINK);
    }
}
