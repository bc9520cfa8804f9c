package enquire.storage.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.BytesRef;

/** What somebody typed, cut into words as pages are. */
final class Words {

    private Words() {}

    /**
     * The words of a text in order; none if it holds no letter and no digit, at most {@link
     * Limits#TERMS_MAX}. Of Chinese and Japanese, pairs of characters; a single character only if
     * it stands alone.
     */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = WordAnalyzer.INSTANCE.tokenStream(Fields.TEXT, text)) {
            var term = tokens.addAttribute(TermToBytesRefAttribute.class);
            var step = tokens.addAttribute(PositionIncrementAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            int position = -1;
            int coveredTo = 0;
            tokens.reset();
            while (words.size() < Limits.TERMS_MAX && tokens.incrementToken()) {
                position += step.getPositionIncrement();
                var word = new Word(BytesRef.deepCopyOf(term.getBytesRef()), position);
                if (!words.isEmpty() && words.getLast().position() == position) {
                    words.set(words.size() - 1, word); // A pair comes after its first character.
                } else if (offset.endOffset() > coveredTo || words.isEmpty()) {
                    words.add(word);
                }
                coveredTo = Math.max(coveredTo, offset.endOffset());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return fromZero(words);
    }

    private static List<Word> fromZero(List<Word> words) {
        int first = words.isEmpty() ? 0 : words.getFirst().position();
        return words.stream().map(word -> new Word(word.term(), word.position() - first)).toList();
    }
}
