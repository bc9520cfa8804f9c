package enquire.storage.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
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
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Makes Lucene's query out of clauses. Pages must have them all. Only inside one search. */
final class QueryBuilder {

    /**
     * A word in the title says more about a page than one in a heading, and that more than text.
     */
    private static final float TITLE_BOOST = 8;

    private static final float HEADING_BOOST = 4;

    /** How much a second field with the word adds. A guess. */
    private static final float OTHER_FIELDS_PART = 0.1f;

    private final Meanings meanings;

    QueryBuilder(Meanings meanings) {
        this.meanings = meanings;
    }

    /**
     * The pages that all clauses ask for. Clauses without a word in them ask for nothing. Words
     * give a page its score; tags, people and days only leave pages out.
     */
    Query pages(List<Clause> clauses) {
        var query = new BooleanQuery.Builder();
        int wanted = 0;
        int excluded = 0;
        for (Clause clause : clauses) {
            Optional<Query> part = part(clause);
            if (part.isPresent()) {
                Occur wantedSo = clause.scope().isWords() ? Occur.MUST : Occur.FILTER;
                query.add(part.get(), clause.excluded() ? Occur.MUST_NOT : wantedSo);
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

    private Optional<Query> part(Clause clause) {
        return switch (clause.scope()) {
            case TAG -> tag(clause);
            case AUTHOR -> Optional.of(by(clause.text()));
            case AFTER -> SearchFilter.day(clause.text()).map(this::changedFrom);
            case TITLE ->
                    Optional.of(Words.of(clause.text()))
                            .filter(words -> !words.isEmpty())
                            .map(words -> inField(Fields.TITLE, clause.form(), words));
            case ANYWHERE -> anywhere(clause);
        };
    }

    private Query by(String name) {
        List<BytesRef> authors =
                meanings.people().apply(name).stream().map(PageDocument::author).toList();
        return authors.isEmpty()
                ? MatchNoDocsQuery.INSTANCE
                : new TermInSetQuery(Fields.AUTHOR, authors);
    }

    private Query changedFrom(LocalDate day) {
        return LongPoint.newRangeQuery(
                Fields.CHANGED,
                day.atStartOfDay(meanings.zone()).toInstant().toEpochMilli(),
                Long.MAX_VALUE);
    }

    private static Optional<Query> anywhere(Clause clause) {
        List<Word> words = Words.of(clause.text());
        if (words.isEmpty()) {
            return Optional.empty();
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

    /** All of these words in any order, the last of which may be begun only. */
    static Query begun(String field, List<Word> words) {
        return inField(field, Clause.Form.PREFIX, words);
    }

    private static Query phrase(String field, List<Word> words) {
        var query = new PhraseQuery.Builder();
        words.forEach(word -> query.add(new Term(field, word.term()), word.position()));
        return query.build();
    }
}
