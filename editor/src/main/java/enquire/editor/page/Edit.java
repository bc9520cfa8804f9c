package enquire.editor.page;

import enquire.editor.text.TextChange;
import java.nio.charset.StandardCharsets;

/** One thing that can be done to a page. */
public sealed interface Edit {

    /**
     * Changes the text, and takes a deletion of the page back.
     *
     * @param change of the text as it is when its turn comes; splits no character
     */
    record Text(TextChange change) implements Edit {}

    /** Gives the page a title. The title before stays as an alias, so links to it still resolve. */
    record Rename(Title title) implements Edit {}

    /** Lets links find the page by one more name. */
    record AddAlias(Title name) implements Edit {}

    /**
     * Notes an attachment that the page uses.
     *
     * @param manifest JSON, at most 1 KiB in UTF-8: name, bytes, type, pieces
     */
    record PutFile(BlobId file, String manifest) implements Edit {
        public PutFile {
            requireShort(manifest);
        }
    }

    record RemoveFile(BlobId file) implements Edit {}

    /**
     * Ticks off an overlap of concurrent edits, or gives a version a name: {@link NamedVersion}.
     *
     * @param id 1 to 1,024 letters, digits and punctuation of ASCII
     * @param value at most 1 KiB in UTF-8
     */
    record PutMark(String id, String value) implements Edit {
        public PutMark {
            requireMarkId(id);
            requireShort(value);
        }
    }

    /**
     * @param id as in {@link PutMark}
     */
    record RemoveMark(String id) implements Edit {
        public RemoveMark {
            requireMarkId(id);
        }
    }

    /** Deletes the page with the text it has now; an edit made at the same time wins. */
    record Delete() implements Edit {}

    /** Takes a deletion back and leaves the text as it is. */
    record Restore() implements Edit {}

    private static void requireMarkId(String id) {
        if (!id.matches("[\\x21-\\x7e]{1,1024}")) {
            throw new IllegalArgumentException(
                    "A mark is named by 1 to 1,024 letters, digits and punctuation of ASCII.");
        }
    }

    private static void requireShort(String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ChangeLimits.STRING_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A value of a page has at most %,d bytes; this one has %,d."
                            .formatted(ChangeLimits.STRING_BYTES_MAX, bytes));
        }
    }
}
