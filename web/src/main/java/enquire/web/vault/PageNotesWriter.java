package enquire.web.vault;

import enquire.web.http.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The notes of an export until all of its pages are written: an archive takes one file after the
 * other. Holds them packed, which is about a quarter of what they are. One thread at a time.
 */
final class PageNotesWriter {

    private static final byte[] BEGIN = "{\"pages\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BETWEEN = {','};
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private final PageNotesRoom room;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final OutputStream out = new DeflaterOutputStream(packed);
    private long bytes = BEGIN.length + END.length;
    private int count;
    private int leftOut;

    PageNotesWriter(PageNotesRoom room) {
        this.room = room;
    }

    /** Adds one, or counts it as left out if no import would take it. */
    void add(PageNote note) throws IOException {
        byte[] json = Json.bytes(note.toJson());
        boolean fits = room.takes(note) && bytes + json.length + 1 <= PageNotes.BYTES_MAX;
        if (!fits) {
            leftOut++;
            return;
        }
        out.write(count == 0 ? BEGIN : BETWEEN);
        out.write(json);
        bytes += json.length + 1;
        count++;
    }

    /** Notes that no import would take, beside the others. */
    int leftOut() {
        return leftOut;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The whole file, if it has any note. Nothing can be added then. */
    InputStream content() throws IOException {
        out.write(END);
        out.close();
        return new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()));
    }
}
