package enquire.storage.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;

/**
 * Cuts text into words by Unicode's rules (UAX #29; Thai, Lao, Khmer and Burmese by dictionary) and
 * folds case, accents and width. Thread-safe.
 *
 * <p>Chinese, Japanese and Korean are cut into overlapping pairs of characters, not by dictionary:
 * a dictionary cuts a word differently alone and in a sentence, so that 北京大学 is not found in 北京大学生.
 * With pairs, whatever stands in the text is found. Indexing keeps single characters too, so that a
 * query of one is answered.
 */
final class WordAnalyzer extends Analyzer {

    static final WordAnalyzer FOR_PAGES = new WordAnalyzer(true);
    static final WordAnalyzer FOR_QUERIES = new WordAnalyzer(false);

    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN
                    | CJKBigramFilter.HIRAGANA
                    | CJKBigramFilter.KATAKANA
                    | CJKBigramFilter.HANGUL;

    private final boolean singles;

    private WordAnalyzer(boolean singles) {
        this.singles = singles;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream folded = new ICUFoldingFilter(words);
        TokenStream pairs = new CJKBigramFilter(folded, ALL_SCRIPTS, singles);
        return new TokenStreamComponents(
                words, TruncateTokenFilter.truncateAfterChars(pairs, Limits.TERM_CHARS_MAX));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ICUFoldingFilter(in);
    }
}
