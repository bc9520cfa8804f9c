package enquire.storage.search;

import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Makes Lucene's query out of clauses. Pages must have them all. */
final class QueryBuilder {

    /**
     * A word in the title says more about a page than one in a heading, and that more than text.
     */
    private static final float TITLE_BOOST = 8;

    private static final float HEADING_BOOST = 4;

    /** How much a second field with the word adds. A guess. */
    private static final float OTHER_FIELDS_PART = 0.1f;

    private QueryBuilder() {}

    /** The pages that all clauses ask for. Clauses without a word in them ask for nothing. */
    static Query pages(List<Clause> clauses) {
        var query = new BooleanQuery.Builder();
        int wanted = 0;
        int excluded = 0;
        for (Clause clause : clauses) {
            Optional<Query> part = part(clause);
            if (part.isPresent()) {
                query.add(part.get(), clause.excluded() ? Occur.MUST_NOT : Occur.MUST);
                excluded += clause.excluded() ? 1 : 0;
                wanted += clause.excluded() ? 0 : 1;
            }
        }
        if (wanted == 0 && excluded == 0) {
            return MatchNoDocsQuery.INSTANCE;
        }
        if (wanted == 0) {
            query.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
        }
        return query.build();
    }

    private static Optional<Query> part(Clause clause) {
        if (clause.scope() == Clause.Scope.TAG) {
            return tag(clause);
        }
        List<Word> words = Words.of(clause.text());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (clause.scope() == Clause.Scope.TITLE) {
            return Optional.of(inField(Fields.TITLE, clause.form(), words));
        }
        return Optional.of(
                new DisjunctionMaxQuery(
                        List.of(
                                boosted(Fields.TITLE, TITLE_BOOST, clause.form(), words),
                                boosted(Fields.HEADING, HEADING_BOOST, clause.form(), words),
                                inField(Fields.TEXT, clause.form(), words)),
                        OTHER_FIELDS_PART));
    }

    /** A tag, and the tags below it: {@code tag:a} finds {@code #a/b}. */
    private static Optional<Query> tag(Clause clause) {
        String tag = PageDocument.tagKey(clause.text());
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                clause.form() == Clause.Form.PREFIX
                        ? new PrefixQuery(new Term(Fields.TAG, tag))
                        : tagged(tag));
    }

    /**
     * @param tag as {@link PageDocument#tagKey} makes it
     */
    static Query tagged(String tag) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.TAG, tag)), Occur.SHOULD)
                .add(new PrefixQuery(new Term(Fields.TAG, tag + "/")), Occur.SHOULD)
                .build();
    }

    private static Query boosted(String field, float boost, Clause.Form form, List<Word> words) {
        return new BoostQuery(inField(field, form, words), boost);
    }

    static Query inField(String field, Clause.Form form, List<Word> words) {
        return switch (form) {
            case PHRASE ->
                    words.size() == 1
                            ? new TermQuery(new Term(field, words.getFirst().term()))
                            : phrase(field, words);
            case PREFIX -> {
                var query = new BooleanQuery.Builder();
                for (Word word : words.subList(0, words.size() - 1)) {
                    query.add(new TermQuery(new Term(field, word.term())), Occur.MUST);
                }
                query.add(new PrefixQuery(new Term(field, words.getLast().term())), Occur.MUST);
                yield query.build();
            }
        };
    }

    private static Query phrase(String field, List<Word> words) {
        var query = new PhraseQuery.Builder();
        words.forEach(word -> query.add(new Term(field, word.term()), word.position()));
        return query.build();
    }
}
