package enquire.storage.search;

import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** Pages by words, ranked, with snippets. Only inside one reading. */
final class WordSearch {

    private static final Sort NEWEST =
            new Sort(new SortField(Fields.CHANGED, SortField.Type.LONG, true));

    private final IndexSearcher searcher;
    private final Meanings meanings;
    private final LiveTitles titles;
    private final PageRows rows;

    WordSearch(WikiId wiki, IndexSearcher searcher, Meanings meanings) {
        this.searcher = searcher;
        this.meanings = meanings;
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
    }

    Search.Hits search(String query, SearchFilter filter, int offset, int limit)
            throws IOException {
        List<Clause> clauses = filter.applied(QueryReader.read(query));
        TopDocs found = top(clauses, Math.max(1, offset + limit));
        int to = Math.min(offset + limit, found.scoreDocs.length);
        List<Search.Hit> hits = new ArrayList<>();
        var matches = new Matches(clauses, searcher);
        var marks = new TitleMarks(clauses);
        for (int i = offset; i < to; i++) {
            hits.add(hit(found.scoreDocs[i], matches, marks));
        }
        return new Search.Hits(found.totalHits.value(), hits);
    }

    /** How many pages there are, if there are any. */
    boolean finds(List<Clause> clauses) throws IOException {
        return top(clauses, 1).scoreDocs.length > 0;
    }

    /** Best first; if no word is asked for, newest first. */
    private TopDocs top(List<Clause> clauses, int count) throws IOException {
        Query query = new QueryBuilder(meanings).pages(clauses);
        boolean ranked =
                clauses.stream().anyMatch(clause -> clause.scope().isWords() && !clause.excluded());
        return ranked
                ? searcher.search(
                        query, new TopScoreDocCollectorManager(count, Limits.TOTAL_EXACT_MAX))
                : searcher.search(
                        query, new TopFieldCollectorManager(NEWEST, count, Limits.TOTAL_EXACT_MAX));
    }

    private Search.Hit hit(ScoreDoc found, Matches matches, TitleMarks marks) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
        String text = rows.text(found.doc);
        Snippet snippet = Snippet.of(text, matches.in(leaf, found.doc - leaf.docBase, text));
        String title = titles.shown(found.doc);
        return new Search.Hit(
                rows.page(found.doc),
                title,
                marks.html(title),
                snippet.html(),
                section(found.doc, snippet.start()),
                Float.isNaN(found.score) ? 0 : found.score);
    }

    /** The heading above what matched. */
    private Optional<Search.Section> section(int document, OptionalInt start) throws IOException {
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Optional<Search.Section> section = Optional.empty();
        for (IndexedHeading heading : rows.headings(document)) {
            if (heading.start() > start.getAsInt()) {
                break;
            }
            section = Optional.of(new Search.Section(heading.text(), heading.slug()));
        }
        return section;
    }
}
