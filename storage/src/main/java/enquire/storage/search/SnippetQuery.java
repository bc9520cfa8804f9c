package enquire.storage.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * What to mark in the text of the pages found. Prefixes are replaced by words that are there,
 * because marking a prefix would mean to analyse each page's text anew.
 */
final class SnippetQuery {

    private SnippetQuery() {}

    static Query of(List<Clause> clauses, IndexReader reader) throws IOException {
        var query = new BooleanQuery.Builder();
        var terms = new LiveTerms(reader);
        for (Clause clause : clauses) {
            if (clause.excluded() || clause.scope() == Clause.Scope.TAG) {
                continue;
            }
            List<BytesRef> words = QueryBuilder.words(clause.text());
            if (words.isEmpty()) {
                continue;
            }
            if (clause.form() == Clause.Form.PREFIX) {
                BytesRef prefix = words.removeLast();
                for (BytesRef word :
                        terms.beginning(Fields.TEXT, prefix, Limits.PREFIX_MARKED_WORDS_MAX)) {
                    query.add(new TermQuery(new Term(Fields.TEXT, word)), Occur.SHOULD);
                }
            }
            if (!words.isEmpty()) {
                query.add(
                        QueryBuilder.inField(Fields.TEXT, Clause.Form.PHRASE, words), Occur.SHOULD);
            }
        }
        return query.build();
    }
}
