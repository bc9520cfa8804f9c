package enquire.editor.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Steps of a page's line, as the journal keeps them. */
public final class TextChangeFuzz {

    private static final int APPLIED_CHARS_MAX = 4_096;

    private TextChangeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TextChange change;
        try {
            change = TextChange.readFrom(new DataInputStream(new ByteArrayInputStream(input)));
        } catch (IOException e) {
            return; // What it is for.
        }
        try {
            var bytes = new ByteArrayOutputStream();
            change.writeTo(new DataOutputStream(bytes));
            var again = new ByteArrayInputStream(bytes.toByteArray());
            if (!TextChange.readFrom(new DataInputStream(again)).equals(change)) {
                throw new AssertionError("it reads otherwise when it is written again");
            }
        } catch (IOException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
        if (change.lengthBefore() <= APPLIED_CHARS_MAX) {
            String after = change.apply("x".repeat(change.lengthBefore()));
            if (after.length() != change.lengthAfter()) {
                throw new AssertionError("the text has another length than the change says");
            }
        }
    }
}
