package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import java.util.Map;

/** About how many bytes the parts of a page take on the Java heap; too many rather than too few. */
final class HeapBytes {

    /**
     * An entry of a small map with the objects around its key and value: some 40 bytes for the
     * entry, and two or three objects of 16 to 56 bytes for each of the two. (Arithmetic.)
     */
    static final long ENTRY = 200;

    private HeapBytes() {}

    /** Names and files are a peer's to write, and may weigh more than the text. */
    static long of(String text, Map<TitleKey, String> aliases, Map<BlobId, String> files) {
        long bytes = of(text);
        for (Map.Entry<TitleKey, String> alias : aliases.entrySet()) {
            bytes += ENTRY + of(alias.getKey().value()) + of(alias.getValue());
        }
        for (String manifest : files.values()) {
            bytes += ENTRY + of(manifest);
        }
        return bytes;
    }

    static long of(TextChange change) {
        long bytes = ENTRY;
        for (TextChange.Replacement replacement : change.replacements()) {
            bytes += ENTRY + of(replacement.insert());
        }
        return bytes;
    }

    /** As if no text were Latin-1, of which each character takes one byte. */
    private static long of(String text) {
        return 2L * text.length();
    }
}
