package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;

/** Pages that speak of a page and do not link to it. Only inside one reading. */
final class MentionSearch {

    private static final Sort NEWEST =
            new Sort(new SortField(Fields.CHANGED, SortField.Type.LONG, true));

    private static final Search.Mentions NONE = new Search.Mentions(0, List.of());

    private final WikiId wiki;
    private final IndexSearcher searcher;

    MentionSearch(WikiId wiki, IndexSearcher searcher) {
        this.wiki = wiki;
        this.searcher = searcher;
    }

    Search.Mentions of(PageId page, Collection<String> names, int offset, int limit)
            throws IOException {
        List<Clause> clauses =
                names.stream()
                        .filter(name -> !Words.of(name).isEmpty())
                        .limit(Limits.CLAUSES_MAX)
                        .map(name ->
                                new Clause(Clause.Scope.ANYWHERE, Clause.Form.PHRASE, name, false))
                        .toList();
        if (clauses.isEmpty()) {
            return NONE;
        }
        var mentioning = new BooleanQuery.Builder();
        for (Clause clause : clauses) {
            mentioning.add(
                    QueryBuilder.inField(Fields.TEXT, Clause.Form.PHRASE, Words.of(clause.text())),
                    Occur.SHOULD);
        }
        Set<BytesRef> links = new LinkSearch(wiki, searcher).linksTo(page);
        var query =
                new BooleanQuery.Builder()
                        .add(mentioning.build(), Occur.MUST)
                        .add(new TermQuery(PageDocument.term(page)), Occur.MUST_NOT)
                        .add(new TermInSetQuery(Fields.LINK, links), Occur.MUST_NOT)
                        .build();
        TopFieldDocs found =
                searcher.search(
                        new ConstantScoreQuery(query),
                        new TopFieldCollectorManager(
                                NEWEST, Math.max(1, offset + limit), Integer.MAX_VALUE));
        return new Search.Mentions(
                (int) found.totalHits.value(), mentions(clauses, found, offset, limit));
    }

    private List<Search.Mention> mentions(
            List<Clause> clauses, TopFieldDocs found, int offset, int limit) throws IOException {
        var matches = new Matches(clauses, searcher);
        var titles = new LiveTitles(wiki, searcher.getIndexReader());
        var rows = new PageRows(searcher.getIndexReader());
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<Search.Mention> mentions = new ArrayList<>();
        for (int i = offset; i < Math.min(offset + limit, found.scoreDocs.length); i++) {
            ScoreDoc each = found.scoreDocs[i];
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(each.doc, leaves));
            String text = rows.text(each.doc);
            mentions.add(
                    new Search.Mention(
                            rows.page(each.doc),
                            titles.shown(each.doc),
                            Snippet.of(text, matches.in(leaf, each.doc - leaf.docBase, text))
                                    .html()));
        }
        return mentions;
    }
}
