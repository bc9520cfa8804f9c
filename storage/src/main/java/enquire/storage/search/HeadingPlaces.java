package enquire.storage.search;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.OutputStreamDataOutput;
import org.apache.lucene.util.BytesRef;

/** The headings of a page as the index keeps them: for each its place, its text, its anchor. */
final class HeadingPlaces {

    private HeadingPlaces() {}

    /**
     * @param headings with ascending places; at most {@link Limits#HEADINGS_MAX} are kept, and none
     *     that is longer than {@link Limits#TERM_CHARS_MAX}
     */
    static BytesRef of(List<IndexedHeading> headings) {
        List<IndexedHeading> kept =
                headings.stream()
                        .filter(heading -> heading.text().length() <= Limits.TERM_CHARS_MAX)
                        .filter(heading -> heading.slug().length() <= Limits.TERM_CHARS_MAX)
                        .limit(Limits.HEADINGS_MAX)
                        .toList();
        var bytes = new ByteArrayOutputStream();
        try (var out = new OutputStreamDataOutput(bytes)) {
            out.writeVInt(kept.size());
            for (IndexedHeading heading : kept) {
                out.writeVInt(heading.start());
                out.writeString(heading.text());
                out.writeString(heading.slug());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return new BytesRef(bytes.toByteArray());
    }

    static List<IndexedHeading> headings(BytesRef kept) throws IOException {
        var in = new ByteArrayDataInput(kept.bytes, kept.offset, kept.length);
        int count = in.readVInt();
        List<IndexedHeading> headings = new ArrayList<>(Math.min(count, Limits.HEADINGS_MAX));
        for (int i = 0; i < count; i++) {
            headings.add(new IndexedHeading(in.readVInt(), in.readString(), in.readString()));
        }
        return headings;
    }
}
