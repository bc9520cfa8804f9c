package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.EverAttached;
import enquire.editor.page.PageId;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The attachments that live pages use, by their names. Thread-safe. */
public final class Attachments {

    /** The most files of one answer. */
    public static final int FOUND_MAX = 50;

    /** The most that are compared for one attachment: it may have as many names (a guess). */
    public static final int MANIFESTS_MAX = 100;

    /** The longest part of a name that is looked for, in UTF-16 units. */
    private static final int TYPED_CHARS_MAX = 255;

    /**
     * A file that a live page uses.
     *
     * @param manifest its JSON
     */
    public record Found(BlobId blob, String manifest) {}

    /** Read from the database in one go. */
    private static final int AT_ONCE = 1_000;

    private final WikiDatabase database;
    private final BlobStore blobs;
    private final Predicate<BlobId> takenOut;

    /**
     * @param takenOut which were taken out of the wiki for good
     */
    Attachments(WikiDatabase database, BlobStore blobs, Predicate<BlobId> takenOut) {
        this.takenOut = takenOut;
        this.database = database;
        this.blobs = blobs;
    }

    /** Those that live pages use and that are held here, with their sizes in bytes, by id. */
    public Map<BlobId, Long> held() {
        var held = new LinkedHashMap<BlobId, Long>();
        Bytes after = Bytes.EMPTY;
        List<BlobId> used;
        do {
            Bytes from = after;
            used = database.read(handle -> TitleTable.files(handle, from, AT_ONCE));
            used.forEach(blob -> blobs.bytes(blob).ifPresent(bytes -> held.put(blob, bytes)));
            after = used.isEmpty() ? after : used.getLast().value();
        } while (used.size() == AT_ONCE);
        return held;
    }

    /**
     * Those that live pages use and that this store lacks, by id; not what was taken out for good.
     *
     * @param after the last one that is known; empty to begin
     */
    public List<BlobId> missing(Optional<BlobId> after, int limit) {
        var missing = new ArrayList<BlobId>();
        Bytes read = after.map(BlobId::value).orElse(Bytes.EMPTY);
        while (missing.size() < limit) {
            Bytes from = read;
            List<BlobId> used = database.read(handle -> TitleTable.files(handle, from, AT_ONCE));
            used.stream()
                    .filter(blob -> !takenOut.test(blob) && blobs.file(blob).isEmpty())
                    .forEach(missing::add);
            if (used.size() < AT_ONCE) {
                break;
            }
            read = used.getLast().value();
        }
        return missing.subList(0, Math.min(limit, missing.size()));
    }

    /** Whether it was taken out of the wiki for good. */
    public boolean isTakenOut(BlobId blob) {
        return takenOut.test(blob);
    }

    /** Those that one page uses; none if it is deleted. */
    public List<BlobId> of(PageId page) {
        return database.read(handle -> TitleTable.filesOf(handle, page));
    }

    /** Live pages that use one, by title. */
    public List<PageId> pagesWith(BlobId blob, int limit) {
        return database.read(handle -> TitleTable.pagesWith(handle, blob, limit));
    }

    /**
     * Those that a page has or had, with what it says of each (its JSON); also of a deleted page.
     * Reads all changes of the page.
     */
    public Map<BlobId, String> ever(PageId page) {
        return EverAttached.files(database.read(handle -> Look.at(handle, page)).all());
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
     * The different manifests (JSON) of an attachment that live pages hold, in no order, up to
     * {@link #MANIFESTS_MAX}: of so many there may be more.
     */
    public List<String> manifests(BlobId blob) {
        return database.read(handle -> TitleTable.manifests(handle, blob, MANIFESTS_MAX));
    }

    /** Files by their names, without regard to case: the first of them. */
    public List<Found> byName(int limit) {
        return database.read(
                handle -> TitleTable.filesLike(handle, "", Math.clamp(limit, 0, FOUND_MAX)));
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
