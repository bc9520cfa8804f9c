package enquire.storage.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Finds in short texts, titles and headings, the words that a query asks for. */
final class TitleMarks {

    private final List<BytesRef> words = new ArrayList<>();
    private final List<BytesRef> prefixes = new ArrayList<>();

    TitleMarks(List<Clause> clauses) {
        for (Clause clause : clauses) {
            if (!clause.excluded() && clause.scope().isWords()) {
                List<Word> asked = Words.of(clause.text());
                asked.forEach(word -> words.add(word.term()));
                if (clause.form() == Clause.Form.PREFIX && !asked.isEmpty()) {
                    prefixes.add(words.removeLast());
                }
            }
        }
    }

    /** Escaped, with {@code <mark>} around the words. */
    String html(String title) {
        var html = new StringBuilder();
        int at = 0;
        try (TokenStream tokens = WordAnalyzer.INSTANCE.tokenStream(Fields.TITLE, title)) {
            var term = tokens.addAttribute(TermToBytesRefAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                // Pairs of Chinese characters overlap: what is marked already stays so.
                int from = Math.max(at, offset.startOffset());
                if (isAsked(term.getBytesRef()) && from < offset.endOffset()) {
                    Html.escape(title, at, from, html);
                    Html.mark(title, from, offset.endOffset(), html);
                    at = offset.endOffset();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        Html.escape(title, at, title.length(), html);
        return html.toString();
    }

    private boolean isAsked(BytesRef term) {
        return words.contains(term)
                || prefixes.stream().anyMatch(prefix -> StringHelper.startsWith(term, prefix));
    }
}
