package enquire.editor.page;

import org.automerge.Document;

/**
 * What holds whenever changes are given to Automerge. It says nothing about changes that it does
 * not take, so it is asked afterwards. Pure but for the document it is given.
 */
final class Intake {

    private Intake() {}

    static void requireHeads(Document document, NativeNames names, Heads expected) {
        if (!names.heads(document).equals(expected)) {
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
