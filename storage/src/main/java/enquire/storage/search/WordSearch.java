package enquire.storage.search;

import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** Pages by words, ranked, with snippets. Only inside one reading. */
final class WordSearch {

    private final IndexSearcher searcher;
    private final LiveTitles titles;
    private final PageRows rows;

    WordSearch(WikiId wiki, IndexSearcher searcher) {
        this.searcher = searcher;
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
    }

    Search.Hits search(String query, int offset, int limit) throws IOException {
        List<Clause> clauses = QueryReader.read(query);
        TopDocs found =
                searcher.search(
                        QueryBuilder.pages(clauses),
                        new TopScoreDocCollectorManager(
                                Math.max(1, offset + limit), Limits.TOTAL_EXACT_MAX));
        int to = Math.min(offset + limit, found.scoreDocs.length);
        List<Search.Hit> hits = new ArrayList<>();
        var matches = new Matches(clauses, searcher);
        for (int i = offset; i < to; i++) {
            ScoreDoc hit = found.scoreDocs[i];
            hits.add(
                    new Search.Hit(
                            rows.page(hit.doc),
                            titles.shown(hit.doc),
                            snippet(matches, hit.doc),
                            hit.score));
        }
        return new Search.Hits(found.totalHits.value(), hits);
    }

    private String snippet(Matches matches, int document) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        String text = rows.text(document);
        return Snippet.html(text, matches.in(leaf, document - leaf.docBase, text));
    }
}
