package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Optional;

/** The attachments that live pages use, by their names. Thread-safe. */
public final class Attachments {

    /** The most files of one answer. */
    public static final int FOUND_MAX = 50;

    /** The longest part of a name that is looked for, in UTF-16 units. */
    private static final int TYPED_CHARS_MAX = 255;

    /**
     * A file that a live page uses.
     *
     * @param manifest its JSON
     */
    public record Found(BlobId blob, String manifest) {}

    private final WikiDatabase database;

    Attachments(WikiDatabase database) {
        this.database = database;
    }

    /** An attachment by its file name: of this page first, then of any page. */
    public Optional<BlobId> named(Optional<PageId> page, String name) {
        return database.read(handle -> TitleTable.file(handle, page, name));
    }

    /** The manifest (JSON) of an attachment as some live page holds it. */
    public Optional<String> manifest(BlobId blob) {
        return database.read(handle -> TitleTable.manifest(handle, blob));
    }

    /**
     * Files whose name holds what is typed; those that begin so first, then by name. Case makes no
     * difference among the letters of ASCII.
     */
    public List<Found> like(String typed, int limit) {
        String part = typed.strip();
        String bounded =
                part.length() <= TYPED_CHARS_MAX ? part : part.substring(0, TYPED_CHARS_MAX);
        return bounded.isEmpty()
                ? List.of()
                : database.read(handle ->
                        TitleTable.filesLike(handle, bounded, Math.clamp(limit, 0, FOUND_MAX)));
    }
}
