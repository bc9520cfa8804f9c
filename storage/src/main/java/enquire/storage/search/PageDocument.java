package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TitleKey;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** A page as a Lucene document. */
final class PageDocument {

    /** Offsets are kept, so that a snippet needs no second analysis of the text. */
    private static final FieldType TEXT = type(false);

    private static final FieldType LINK = type(true);

    private PageDocument() {}

    static Term term(PageId page) {
        return new Term(Fields.ID, id(page));
    }

    static BytesRef id(PageId page) {
        return new BytesRef(page.toBytes().toArray());
    }

    static BytesRef author(PeerId author) {
        return new BytesRef(author.value().toArray());
    }

    /** Tags are compared so: {@code #Boat} and {@code #boat} are one. */
    static String tagKey(String tag) {
        String name = tag.startsWith("#") ? tag.substring(1) : tag;
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
    }

    static Document of(IndexedPage page) {
        var document = new Document();
        TitleKey key = TitleKey.of(page.title());
        document.add(new StringField(Fields.ID, id(page.page()), Field.Store.NO));
        document.add(new BinaryDocValuesField(Fields.ID, id(page.page())));
        document.add(new TextField(Fields.TITLE, page.title(), Field.Store.NO));
        document.add(new BinaryDocValuesField(Fields.SHOWN_TITLE, new BytesRef(page.title())));
        document.add(new StringField(Fields.KEY, key.value(), Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.KEY, new BytesRef(key.value())));
        document.add(new StringField(Fields.SEGMENT, LinkTerm.segment(key), Field.Store.NO));
        document.add(new NumericDocValuesField(Fields.CHANGED, page.changedAtMillis()));
        document.add(new LongPoint(Fields.CHANGED, page.changedAtMillis()));
        page.authors().stream()
                .distinct()
                .limit(Limits.AUTHORS_MAX)
                .forEach(author ->
                        document.add(
                                new StringField(Fields.AUTHOR, author(author), Field.Store.NO)));
        for (TitleKey alias : Set.copyOf(page.aliases())) {
            if (!alias.equals(key) && alias.value().length() <= Limits.TERM_CHARS_MAX) {
                document.add(new StringField(Fields.ALIAS, alias.value(), Field.Store.NO));
                document.add(
                        new SortedSetDocValuesField(Fields.ALIAS, new BytesRef(alias.value())));
            }
        }
        for (IndexedHeading heading : page.headings()) {
            document.add(new TextField(Fields.HEADING, heading.text(), Field.Store.NO));
        }
        if (!page.headings().isEmpty()) {
            document.add(
                    new BinaryDocValuesField(Fields.HEADING, HeadingPlaces.of(page.headings())));
        }
        addTags(page, document);
        addLinks(page, document);
        document.add(new Field(Fields.TEXT, page.text(), TEXT));
        document.add(new BinaryDocValuesField(Fields.TEXT, TextBytes.of(page.text())));
        return document;
    }

    private static void addTags(IndexedPage page, Document document) {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : page.tags()) {
            String key = tagKey(tag);
            if (tags.size() < Limits.TAGS_MAX
                    && !key.isEmpty()
                    && key.length() <= Limits.TERM_CHARS_MAX) {
                tags.add(key);
            }
        }
        tags.forEach(tag -> document.add(new StringField(Fields.TAG, tag, Field.Store.NO)));
    }

    private static void addLinks(IndexedPage page, Document document) {
        var links = page.links().stream().limit(Limits.LINKS_MAX).toList();
        document.add(new Field(Fields.LINK, new LinkTokens(links), LINK));
        Set<String> targets = new LinkedHashSet<>();
        links.forEach(link -> targets.add(link.target()));
        targets.forEach(target -> document.add(new StoredField(Fields.TARGET, target)));
    }

    private static FieldType type(boolean omitNorms) {
        var type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.setTokenized(true);
        type.setOmitNorms(omitNorms);
        type.freeze();
        return type;
    }
}
