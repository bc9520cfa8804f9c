package enquire.web.vault;

import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The hidden file at the top of an export that holds a {@link PageNote} of each page whose file
 * does not say all: a JSON object whose {@code pages} are a list of notes. Without it the export is
 * imported as any folder of Markdown.
 */
final class PageNotes {

    /** Begins with a dot: other programs show no such file. */
    static final String FILE = ".enquire-pages.json";

    /**
     * Of the file, in bytes. 100,000 notes of two long titles, four earlier ones and a changed link
     * are half of it. (Arithmetic.)
     */
    static final int BYTES_MAX = 64 * 1024 * 1024;

    private PageNotes() {}

    /**
     * By the paths of their files.
     *
     * @param unpacked counts what is read of them, together with the pages
     * @param problems is told if they cannot be read; the pages come in all the same
     */
    static Map<String, PageNote> read(
            Vault vault, Unpacked unpacked, Consumer<ImportReport.Problem> problems) {
        Optional<Vault.Entry> file = vault.notes();
        if (file.isEmpty()) {
            return Map.of();
        }
        try (InputStream in = unpacked.open(file.get())) {
            Optional<Map<String, PageNote>> notes = PageNotesReader.read(in);
            if (notes.isEmpty()) {
                problems.accept(unread(file.get(), "left.notesTooLarge"));
            }
            return notes.orElseGet(Map::of);
        } catch (IOException unreadable) {
            problems.accept(unread(file.get(), "left.notesUnreadable"));
            return Map.of();
        }
    }

    private static ImportReport.Problem unread(Vault.Entry file, String key) {
        return new ImportReport.Problem(file.path(), Speaking.messages().text(key));
    }
}
