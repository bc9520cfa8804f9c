package enquire.storage;

import enquire.editor.page.BlobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which attachments a folder holds, by the names of its files. Stateless. */
final class BlobNames {

    /** A SHA-256 in hexadecimal. */
    private static final String NAME = "[0-9a-f]{64}";

    private BlobNames() {}

    static List<BlobId> in(Path folder) throws IOException {
        try (var files = Files.walk(folder, 2)) {
            return files.filter(file -> file.getFileName().toString().matches(NAME))
                    .filter(Files::isRegularFile)
                    .map(file -> BlobId.parse(file.getFileName().toString()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // What a folder says while it is walked.
        }
    }

    /** How many bytes all files take. */
    static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> {
                                try {
                                    return Files.isRegularFile(file) ? Files.size(file) : 0;
                                } catch (IOException gone) {
                                    return 0;
                                }
                            })
                    .sum();
        }
    }
}
