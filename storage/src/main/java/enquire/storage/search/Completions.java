package enquire.storage.search;

import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

/** Titles that complete what somebody types. Only inside one reading. */
final class Completions {

    private static final Sort NEWEST =
            new Sort(new SortField(Fields.CHANGED, SortField.Type.LONG, true));

    /** Shorter words resemble too many others to forgive a slip, and those below to forgive two. */
    private static final int ONE_SLIP_CHARS_MIN = 3;

    private static final int TWO_SLIPS_CHARS_MIN = 6;

    /** Fewer letters stand in order in nearly every title, and more are no abbreviation. */
    private static final int LETTERS_MIN = 3;

    private static final int LETTERS_MAX = 24;

    private final IndexSearcher searcher;
    private final LiveTitles titles;

    Completions(WikiId wiki, IndexSearcher searcher) {
        this.searcher = searcher;
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
    }

    /**
     * That title first, then those that begin so, pages below those, titles with words that begin
     * so, and those with words that nearly begin so; if there are none of all these, titles that
     * have the letters in this order. Of equals, the most recently changed first. Of nothing typed,
     * all are equal.
     */
    List<String> of(String typed, int limit) throws IOException {
        String bounded =
                typed.length() <= Limits.TERM_CHARS_MAX
                        ? typed
                        : typed.substring(0, Limits.TERM_CHARS_MAX);
        TitleKey key = TitleKey.of(bounded);
        Set<Integer> found = new LinkedHashSet<>();
        if (key.value().isEmpty()) {
            add(MatchAllDocsQuery.INSTANCE, limit, found);
        } else {
            add(new TermQuery(new Term(Fields.KEY, key.value())), limit, found);
            add(beginningAtThisDepth(key.value()), limit, found);
            add(new PrefixQuery(new Term(Fields.KEY, key.value())), limit, found);
            addByWords(Words.of(bounded), limit, found);
            if (found.isEmpty()) {
                addByLetters(key.value(), limit, found);
            }
        }
        List<String> completions = new ArrayList<>();
        for (int document : found) {
            completions.add(titles.shown(document));
        }
        return completions;
    }

    private static Query beginningAtThisDepth(String typed) {
        Automaton noSlash =
                Operations.union(
                        List.of(
                                Automata.makeCharRange(0, '/' - 1),
                                Automata.makeCharRange('/' + 1, Character.MAX_CODE_POINT)));
        return new AutomatonQuery(
                new Term(Fields.KEY, typed),
                Operations.concatenate(
                        List.of(Automata.makeString(typed), Operations.repeat(noSlash))));
    }

    private void addByWords(List<Word> words, int limit, Set<Integer> found) throws IOException {
        if (words.isEmpty() || words.size() > Limits.CLAUSES_MAX) {
            return;
        }
        for (int slips = 0; slips <= 2; slips++) {
            // Two slips resemble much, and cost most: they are the last resort.
            if (slips == 2 && !found.isEmpty()) {
                return;
            }
            var query = new BooleanQuery.Builder();
            for (Word word : words) {
                query.add(beginningLike(word.term(), slips), Occur.FILTER);
            }
            add(query.build(), limit, found);
        }
    }

    private void addByLetters(String typed, int limit, Set<Integer> found) throws IOException {
        int[] letters = typed.codePoints().filter(Character::isLetterOrDigit).toArray();
        if (letters.length < LETTERS_MIN || letters.length > LETTERS_MAX) {
            return;
        }
        List<Automaton> parts = new ArrayList<>(List.of(Automata.makeAnyString()));
        for (int letter : letters) {
            parts.add(Automata.makeChar(letter));
            parts.add(Automata.makeAnyString());
        }
        add(
                new AutomatonQuery(new Term(Fields.KEY, typed), Operations.concatenate(parts)),
                limit,
                found);
    }

    private static Query beginningLike(BytesRef word, int slipsMax) {
        String text = word.utf8ToString();
        int length = text.codePointCount(0, text.length());
        int slips = length < ONE_SLIP_CHARS_MIN ? 0 : length < TWO_SLIPS_CHARS_MIN ? 1 : 2;
        if (Math.min(slips, slipsMax) == 0) {
            return new PrefixQuery(new Term(Fields.TITLE, word));
        }
        // The first letter is right, as nearly always; so only words with it are looked at.
        int second = text.offsetByCodePoints(0, 1);
        Automaton like =
                new LevenshteinAutomata(text.substring(second), true)
                        .toAutomaton(Math.min(slips, slipsMax), text.substring(0, second));
        return new AutomatonQuery(
                new Term(Fields.TITLE, word),
                Operations.concatenate(List.of(like, Automata.makeAnyString())));
    }

    private void add(Query query, int limit, Set<Integer> found) throws IOException {
        if (found.size() < limit) {
            // As many as are asked for, because all that were found before may be among them.
            for (ScoreDoc each : searcher.search(query, limit, NEWEST).scoreDocs) {
                if (found.size() < limit) {
                    found.add(each.doc);
                }
            }
        }
    }
}
