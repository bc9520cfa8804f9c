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
 * With pairs, whatever stands in the text is found. Single characters are kept too, so that a query
 * of one is answered.
 */
final class WordAnalyzer extends Analyzer {

    static final WordAnalyzer INSTANCE = new WordAnalyzer();

    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN
                    | CJKBigramFilter.HIRAGANA
                    | CJKBigramFilter.KATAKANA
                    | CJKBigramFilter.HANGUL;

    private WordAnalyzer() {}

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream folded = new ICUFoldingFilter(words);
        TokenStream pairs = new CJKBigramFilter(folded, ALL_SCRIPTS, true);
        return new TokenStreamComponents(
                words, TruncateTokenFilter.truncateAfterChars(pairs, Limits.TERM_CHARS_MAX));
    }
}
