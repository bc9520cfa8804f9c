package enquire.web.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A folder of pages and attachments, wherever it is. One thread at a time but for opening. */
interface Vault {

    /**
     * A file.
     *
     * @param path from the vault's top, with {@code /}
     * @param bytes its size as the vault says
     */
    record Entry(String path, long bytes, Source source) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean markdown() {
            return endsIn(".md") || endsIn(".markdown");
        }

        /**
         * @param ending in lower case, with its dot
         */
        boolean endsIn(String ending) {
            return path.toLowerCase(Locale.ROOT).endsWith(ending);
        }
    }

    /** Opens a file's content. Thread-safe. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /** Sorted by path. */
    List<Entry> entries();

    /** How many bytes its attachments may have together. */
    long filesBytesMax();

    /** What is not taken, and why. */
    List<ImportReport.Problem> leftOut();

    /**
     * Names of hidden files and folders at its top, which are not taken: they tell whose vault it
     * is.
     */
    Set<String> hidden();

    /** The file at its top in which an export says what its pages' files cannot. */
    default Optional<Entry> notes() {
        return Optional.empty();
    }
}
