package enquire.web.vault;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The hidden file at the top of an export that holds a {@link PageNote} of each page whose file
 * does not say all. Without it the export is imported as any folder of Markdown.
 */
final class PageNotes {

    /** Begins with a dot: other programs show no such file. */
    static final String FILE = ".enquire-pages.json";

    /** Of the file, in bytes: 100,000 notes of the length of two long titles. (Arithmetic.) */
    static final int BYTES_MAX = 64 * 1024 * 1024;

    private PageNotes() {}

    static byte[] bytes(List<PageNote> notes) {
        return Json.bytes(Map.of("pages", notes.stream().map(PageNote::toJson).toList()));
    }

    /**
     * By the paths of their files.
     *
     * @param problems is told if they cannot be read; the pages come in all the same
     */
    static Map<String, PageNote> read(Vault vault, Consumer<ImportReport.Problem> problems) {
        Optional<Vault.Entry> file = vault.notes();
        if (file.isEmpty()) {
            return Map.of();
        }
        try (InputStream in = file.get().source().open()) {
            byte[] content = in.readNBytes(BYTES_MAX + 1);
            if (content.length > BYTES_MAX) {
                problems.accept(unread(file.get(), "it is too large"));
                return Map.of();
            }
            Map<String, PageNote> notes = new HashMap<>();
            for (JsonNode page : Json.object(Utf8.decode(content)).path("pages")) {
                PageNote.of(page).ifPresent(note -> notes.put(note.path(), note));
            }
            return notes;
        } catch (IOException | ProblemException e) {
            problems.accept(unread(file.get(), "it cannot be read"));
            return Map.of();
        }
    }

    private static ImportReport.Problem unread(Vault.Entry file, String why) {
        return new ImportReport.Problem(
                file.path(), why + ", so pages are called like their files");
    }
}
