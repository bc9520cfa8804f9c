package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.storage.StorageException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What has to change in a database that goes back in time: others know more of this node than it
 * does itself, and nothing that it once promised or named may come to mean something else.
 */
public final class GoneBack {

    /**
     * What no row of a life that is forgotten can have reached: more than are written in a century
     * at one each second (arithmetic).
     */
    private static final long POSITIONS = 1L << 32;

    /**
     * Values that speak of what is outside of the database, or of work under way that was finished
     * since.
     *
     * <ul>
     *   <li>{@code mirror/}: which text stands in a file of a folder. The file has newer ones, that
     *       would be taken for edits of the old.
     *   <li>{@code import/}, {@code import-text/}, {@code import-past/}, {@code import-page/}: what
     *       was imported last. A vault may have been imported since, and what was new in it then
     *       came to others: it would be made a second time.
     *   <li>{@code invite/}, {@code device-invite/}: secrets that may have been used since, and
     *       would open once more.
     *   <li>{@code links/}, {@code headings/}, {@code splits/}, {@code undo/}: links that are being
     *       rewritten. They were, and would be a second time beside that.
     * </ul>
     */
    private static final List<String> VALUES =
            List.of(
                    "mirror/",
                    "import/",
                    "import-text/",
                    "import-past/",
                    "import-page/",
                    "invite/",
                    "device-invite/",
                    "links/",
                    "headings/",
                    "splits/",
                    "undo/");

    private GoneBack() {}

    /**
     * Inside one transaction. Typing that is in no change stays.
     *
     * @param indexId random, never used before
     * @throws StorageException if the disk fails
     */
    public static void begin(Handle handle, Bytes indexId) {
        Meta.indexId(handle, indexId);
        // They were about the store that had the other id.
        handle.execute("DELETE FROM receipt");
        handle.execute("DELETE FROM confirmed");
        // A tab may stand further on such a line than the line goes here.
        handle.execute("DELETE FROM journal WHERE folded = 1");
        // A version of a page may name a row that is not here; another one must not get its number.
        if (Sql.execute(
                        handle,
                        "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'journal'",
                        POSITIONS)
                == 0) {
            Sql.execute(
                    handle,
                    "INSERT INTO sqlite_sequence (name, seq) VALUES ('journal', ?)",
                    POSITIONS);
        }
        for (String prefix : VALUES) {
            Sql.execute(
                    handle,
                    "DELETE FROM value WHERE substr(name, 1, ?) = ?",
                    prefix.length(),
                    prefix);
        }
    }
}
