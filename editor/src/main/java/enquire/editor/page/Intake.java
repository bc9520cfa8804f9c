package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;
import org.automerge.Document;

/**
 * What holds whenever changes are given to Automerge. It says nothing about changes that it does
 * not take, so it is asked afterwards. Pure but for the document it is given.
 */
final class Intake {

    private Intake() {}

    /** Changes one behind the other, as Automerge takes them, each after those it depends on. */
    static byte[] concatenated(Bytes first, List<Change> changes) {
        var chunks = new ArrayList<Bytes>(List.of(first));
        changes.forEach(change -> chunks.add(change.chunk()));
        return Bytes.concat(chunks.toArray(Bytes[]::new)).toArray();
    }

    static void requireHeads(Document document, Heads expected) {
        if (!NativeHash.heads(document.getHeads()).equals(expected)) {
            throw new PageDocumentException("Not every change was taken in.");
        }
    }

    static void requireLength(String text, long codePoints) {
        if (text.codePointCount(0, text.length()) != codePoints) {
            throw new PageDocumentException(
                    "The text and the document have come apart: %d and %d characters."
                            .formatted(text.codePointCount(0, text.length()), codePoints));
        }
    }
}
