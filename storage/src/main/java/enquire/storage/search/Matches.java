package enquire.storage.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Finds in the text of pages what a query looks for, from the positions that the index keeps. Only
 * inside one reading.
 */
final class Matches {

    /** One occurrence of a word. */
    private record Place(int position, int start, int end) {}

    private final List<List<Word>> phrases = new ArrayList<>();
    private final List<BytesRef> prefixes = new ArrayList<>();

    Matches(List<Clause> clauses, IndexSearcher searcher) throws IOException {
        var terms = new LiveTerms(searcher.getIndexReader());
        for (Clause clause : clauses) {
            if (clause.excluded() || !clause.scope().isWords()) {
                continue;
            }
            List<Word> words = Words.of(clause.text());
            if (clause.form() == Clause.Form.PHRASE || words.isEmpty()) {
                phrases.add(words);
            } else {
                words.subList(0, words.size() - 1).forEach(word -> phrases.add(List.of(word)));
                addPrefix(words.getLast().term(), terms);
            }
        }
    }

    /** A prefix of few words stands for these; one of many is looked for in the text itself. */
    private void addPrefix(BytesRef prefix, LiveTerms terms) throws IOException {
        List<BytesRef> words = terms.beginning(Fields.TEXT, prefix, Limits.PREFIX_WORDS_MAX + 1);
        if (words.size() > Limits.PREFIX_WORDS_MAX) {
            prefixes.add(prefix);
        } else {
            words.forEach(word -> phrases.add(List.of(new Word(word, 0))));
        }
    }

    /**
     * @param document in {@code leaf}
     * @return ascending; of each thing looked for at most {@link Limits#MATCHES_MAX}
     */
    List<Match> in(LeafReaderContext leaf, int document, String text) throws IOException {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            addPhrase(leaf, document, i, matches);
        }
        if (!prefixes.isEmpty()) {
            addPrefixes(text, matches);
        }
        matches.sort(Comparator.comparingInt(Match::start).thenComparingInt(Match::end));
        return matches;
    }

    private void addPhrase(LeafReaderContext leaf, int document, int sought, List<Match> into)
            throws IOException {
        List<List<Place>> words = new ArrayList<>();
        for (Word word : phrases.get(sought)) {
            List<Place> places = places(leaf, document, word);
            if (places.isEmpty()) {
                return;
            }
            words.add(places);
        }
        if (words.isEmpty()) {
            return;
        }
        int[] next = new int[words.size()];
        for (Place first : words.getFirst()) {
            Place last = first;
            for (int i = 1; i < next.length && last != null; i++) {
                List<Place> places = words.get(i);
                while (next[i] < places.size()
                        && places.get(next[i]).position() < first.position()) {
                    next[i]++;
                }
                boolean follows =
                        next[i] < places.size()
                                && places.get(next[i]).position() == first.position();
                last = follows ? places.get(next[i]) : null;
            }
            if (last != null) {
                into.add(new Match(first.start(), last.end(), sought));
            }
        }
    }

    /** Occurrences of a word; as position counts where its phrase would begin. */
    private static List<Place> places(LeafReaderContext leaf, int document, Word word)
            throws IOException {
        List<Place> places = new ArrayList<>();
        PostingsEnum postings =
                leaf.reader().postings(new Term(Fields.TEXT, word.term()), PostingsEnum.OFFSETS);
        if (postings != null && postings.advance(document) == document) {
            int count = Math.min(postings.freq(), Limits.MATCHES_MAX);
            for (int i = 0; i < count; i++) {
                int position = postings.nextPosition() - word.position();
                places.add(new Place(position, postings.startOffset(), postings.endOffset()));
            }
        }
        return places;
    }

    private void addPrefixes(String text, List<Match> into) throws IOException {
        int sought = phrases.size();
        String beginning =
                text.substring(0, Math.min(text.length(), Limits.PREFIX_SEARCH_CHARS_MAX));
        int found = 0;
        try (TokenStream tokens = WordAnalyzer.INSTANCE.tokenStream(Fields.TEXT, beginning)) {
            var term = tokens.addAttribute(TermToBytesRefAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (found < Limits.PREFIX_MATCHES_MAX && tokens.incrementToken()) {
                for (BytesRef prefix : prefixes) {
                    if (StringHelper.startsWith(term.getBytesRef(), prefix)) {
                        into.add(new Match(offset.startOffset(), offset.endOffset(), sought));
                        found++;
                    }
                }
            }
        }
    }
}
