package enquire.storage.search;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** Values of single documents. Only inside one reading. */
final class PageRows {

    private final List<LeafReaderContext> leaves;

    PageRows(IndexReader reader) {
        this.leaves = reader.leaves();
    }

    PageId page(int document) throws IOException {
        BytesRef id = value(document, Fields.ID);
        return PageId.of(Bytes.of(id.bytes, id.offset, id.offset + id.length));
    }

    /** The title as written. */
    String title(int document) throws IOException {
        return value(document, Fields.SHOWN_TITLE).utf8ToString();
    }

    /** The plain text. */
    String text(int document) throws IOException {
        return TextBytes.text(value(document, Fields.TEXT));
    }

    /** In the order of the text. */
    List<IndexedHeading> headings(int document) throws IOException {
        LeafReaderContext leaf = leaf(document);
        BinaryDocValues values = DocValues.getBinary(leaf.reader(), Fields.HEADING);
        return values.advanceExact(document - leaf.docBase)
                ? HeadingPlaces.headings(values.binaryValue())
                : List.of();
    }

    /** Keys of the page's other titles. */
    List<TitleKey> aliases(int document) throws IOException {
        LeafReaderContext leaf = leaf(document);
        SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), Fields.ALIAS);
        List<TitleKey> aliases = new ArrayList<>();
        if (values.advanceExact(document - leaf.docBase)) {
            for (int i = 0; i < values.docValueCount(); i++) {
                aliases.add(new TitleKey(values.lookupOrd(values.nextOrd()).utf8ToString()));
            }
        }
        return aliases;
    }

    private BytesRef value(int document, String field) throws IOException {
        LeafReaderContext leaf = leaf(document);
        BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
        if (!values.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("document %d lacks %s".formatted(document, field));
        }
        return values.binaryValue();
    }

    private LeafReaderContext leaf(int document) {
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }
}
