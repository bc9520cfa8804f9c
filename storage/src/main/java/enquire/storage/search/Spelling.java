package enquire.storage.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/**
 * Queries that somebody may have meant: words that no page has are replaced by the likeliest ones
 * that some page has, as Lucene's own spell checker finds them in the index. Only inside one
 * reading.
 */
final class Spelling {

    /** One word of a clause, and where it stands in the clause's text. */
    private record Placed(String term, int start, int end) {}

    private final IndexReader reader;
    private final DirectSpellChecker checker = new DirectSpellChecker();
    private int looked;

    Spelling(IndexReader reader) {
        this.reader = reader;
        // Folded terms hold no upper case; and the bound of the time that one word can take.
        checker.setLowerCaseTerms(false);
        checker.setMaxQueryLength(Limits.SPELLED_CHARS_MAX);
        // A word on one page of a small wiki is as good as any.
        checker.setThresholdFrequency(0);
        checker.setMaxQueryFrequency(0);
    }

    /** The clauses with other words; empty if there is nothing to replace. */
    Optional<List<Clause>> meant(List<Clause> clauses) throws IOException {
        List<Clause> meant = new ArrayList<>();
        for (Clause clause : clauses) {
            boolean looksForWords = clause.scope().isWords() && !clause.excluded();
            meant.add(looksForWords ? clause.with(meant(clause)) : clause);
        }
        return meant.equals(clauses) ? Optional.empty() : Optional.of(meant);
    }

    private String meant(Clause clause) throws IOException {
        var text = new StringBuilder(clause.text());
        List<Placed> words = words(clause.text());
        // From the end, so that places before it stay what they are.
        for (Placed word : words.reversed()) {
            if (looked < Limits.SPELLED_WORDS_MAX) {
                looked++;
                Optional<String> other = other(clause.scope(), word.term());
                other.ifPresent(found -> text.replace(word.start(), word.end(), found));
            }
        }
        return text.toString();
    }

    private Optional<String> other(Clause.Scope scope, String word) throws IOException {
        List<String> fields =
                scope == Clause.Scope.TITLE
                        ? List.of(Fields.TITLE)
                        : List.of(Fields.TEXT, Fields.TITLE);
        for (String field : fields) {
            if (reader.docFreq(new Term(field, word)) > 0) {
                return Optional.empty();
            }
        }
        for (String field : fields) {
            SuggestWord[] similar =
                    checker.suggestSimilar(
                            new Term(field, word),
                            1,
                            reader,
                            SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
            if (similar.length > 0) {
                return Optional.of(similar[0].string);
            }
        }
        return Optional.empty();
    }

    private static List<Placed> words(String text) {
        List<Placed> words = new ArrayList<>();
        try (TokenStream tokens = WordAnalyzer.INSTANCE.tokenStream(Fields.TEXT, text)) {
            var term = tokens.addAttribute(TermToBytesRefAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            int coveredTo = 0;
            while (words.size() < Limits.SPELLED_WORDS_MAX && tokens.incrementToken()) {
                if (offset.startOffset() >= coveredTo) {
                    words.add(
                            new Placed(
                                    term.getBytesRef().utf8ToString(),
                                    offset.startOffset(),
                                    offset.endOffset()));
                    coveredTo = offset.endOffset();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return words;
    }
}
