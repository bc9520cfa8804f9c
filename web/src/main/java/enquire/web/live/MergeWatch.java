package enquire.web.live;

import enquire.editor.page.PageId;
import enquire.sync.node.Merges;
import enquire.sync.node.Merges.Merge;
import enquire.sync.node.Wiki;
import enquire.web.pages.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came into one page after time apart, told once. One thread at a time. */
final class MergeWatch {

    /**
     * Edits of others that came in together.
     *
     * @param edits how many, by name
     * @param color of their author, 1 to 6; of several the first
     * @param before token of the version until then
     */
    record News(Map<String, Integer> edits, int color, String before) {}

    private final Wiki wiki;
    private final PageId page;
    private long told;

    /** What came in before is not told. */
    MergeWatch(Wiki wiki, PageId page) {
        this.wiki = wiki;
        this.page = page;
        this.told = wiki.merges().last();
    }

    /** Since it was asked last. */
    Optional<News> next() {
        long last = wiki.merges().last();
        if (last == told) {
            return Optional.empty();
        }
        List<Merge> merges =
                wiki.merges().since(told).stream()
                        .filter(merge -> merge.page().equals(page))
                        .toList();
        told = last;
        if (merges.isEmpty()) {
            return Optional.empty();
        }
        var edits = new LinkedHashMap<String, Integer>();
        var authors = Merges.edits(merges);
        authors.forEach((author, count) -> edits.merge(wiki.nameOf(author), count, Integer::sum));
        int color = People.color(authors.keySet().iterator().next());
        return Optional.of(new News(edits, color, merges.getFirst().before().token()));
    }
}
