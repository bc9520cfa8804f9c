package enquire.storage.search;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;

/** The links of a page as terms whose offsets are those of the sentence in the plain text. */
final class LinkTokens extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PayloadAttribute payload = addAttribute(PayloadAttribute.class);
    private final Iterator<IndexedLink> links;

    LinkTokens(List<IndexedLink> links) {
        // Lucene takes offsets in ascending order only.
        this.links =
                links.stream()
                        .sorted(Comparator.comparingInt(link -> link.sentence().start()))
                        .iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (links.hasNext()) {
            IndexedLink link = links.next();
            String text = LinkTerm.of(link.keys()).text();
            if (text.length() <= Limits.LINK_CHARS_MAX) {
                term.append(text);
                offset.setOffset(link.sentence().start(), link.sentence().end());
                payload.setPayload(link.sentence().payload());
                return true;
            }
        }
        return false;
    }
}
