package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Headings that hold what somebody types. Only inside one reading. */
final class HeadingSearch {

    private static final Sort NEWEST =
            new Sort(new SortField(Fields.CHANGED, SortField.Type.LONG, true));

    private final IndexSearcher searcher;
    private final LiveTitles titles;
    private final PageRows rows;

    HeadingSearch(WikiId wiki, IndexSearcher searcher) {
        this.searcher = searcher;
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
    }

    /**
     * Of all pages, those changed last first: headings with all words that are typed, the last of
     * which may be begun only. None if no word is typed.
     */
    List<Search.PlacedSection> of(String typed, int limit) throws IOException {
        List<Word> words = Words.of(bounded(typed));
        if (words.isEmpty() || words.size() > Limits.CLAUSES_MAX) {
            return List.of();
        }
        var query = QueryBuilder.begun(Fields.HEADING, words);
        List<Search.PlacedSection> found = new ArrayList<>();
        int looked = 0;
        for (ScoreDoc page : searcher.search(query, limit, NEWEST).scoreDocs) {
            for (IndexedHeading heading : rows.headings(page.doc)) {
                if (found.size() == limit || looked++ == Limits.HEADINGS_LOOKED_AT_MAX) {
                    return found;
                }
                if (holds(heading.text(), words)) {
                    found.add(section(page.doc, heading));
                }
            }
        }
        return found;
    }

    /** Of one page, in its order; all of them if nothing is typed. */
    List<Search.PlacedSection> of(PageId page, String typed, int limit) throws IOException {
        Optional<Integer> document = titles.document(page);
        List<Search.PlacedSection> found = new ArrayList<>();
        if (document.isPresent()) {
            List<Word> words = Words.of(bounded(typed));
            int looked = 0;
            for (IndexedHeading heading : rows.headings(document.get())) {
                if (found.size() == limit || looked++ == Limits.HEADINGS_LOOKED_AT_MAX) {
                    return found;
                }
                if (words.isEmpty() || holds(heading.text(), words)) {
                    found.add(section(document.get(), heading));
                }
            }
        }
        return found;
    }

    private Search.PlacedSection section(int document, IndexedHeading heading) throws IOException {
        return new Search.PlacedSection(
                titles.shown(document), new Search.Section(heading.text(), heading.slug()));
    }

    private static boolean holds(String heading, List<Word> words) {
        Set<BytesRef> has = new HashSet<>();
        Words.of(heading).forEach(word -> has.add(word.term()));
        BytesRef begun = words.getLast().term();
        return words.subList(0, words.size() - 1).stream()
                        .allMatch(word -> has.contains(word.term()))
                && has.stream().anyMatch(word -> StringHelper.startsWith(word, begun));
    }

    private static String bounded(String typed) {
        return typed.length() <= Limits.TERM_CHARS_MAX
                ? typed
                : typed.substring(0, Limits.TERM_CHARS_MAX);
    }
}
