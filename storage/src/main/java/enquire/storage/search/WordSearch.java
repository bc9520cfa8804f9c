package enquire.storage.search;

import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;

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
        if (offset < to) {
            ScoreDoc[] shown = Arrays.copyOfRange(found.scoreDocs, offset, to);
            String[] snippets = snippets(clauses, shown);
            for (int i = 0; i < shown.length; i++) {
                hits.add(
                        new Search.Hit(
                                rows.page(shown[i].doc),
                                titles.shown(shown[i].doc),
                                snippets[i],
                                shown[i].score));
            }
        }
        return new Search.Hits(found.totalHits.value(), hits);
    }

    private String[] snippets(List<Clause> clauses, ScoreDoc[] hits) throws IOException {
        var highlighter =
                UnifiedHighlighter.builder(searcher, WordAnalyzer.FOR_PAGES)
                        .withBreakIterator(WholeBreakIterator::new)
                        .withFormatter(new SnippetFormatter())
                        .withMaxLength(Limits.SNIPPET_SEARCH_CHARS_MAX)
                        .withMaxNoHighlightPassages(1)
                        .withWeightMatches(false)
                        .build();
        int[] documents = Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
        Map<String, String[]> snippets =
                highlighter.highlightFields(
                        new String[] {Fields.TEXT},
                        SnippetQuery.of(clauses, searcher.getIndexReader()),
                        documents,
                        new int[] {1});
        String[] ofText = snippets.get(Fields.TEXT);
        // A page without text has no snippet.
        return Arrays.stream(ofText).map(html -> html == null ? "" : html).toArray(String[]::new);
    }
}
