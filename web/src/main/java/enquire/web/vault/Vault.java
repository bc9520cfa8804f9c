package enquire.web.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** A folder of Markdown and attachments, wherever it is. One thread at a time but for opening. */
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
            String lower = path.toLowerCase(Locale.ROOT);
            return lower.endsWith(".md") || lower.endsWith(".markdown");
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
}
