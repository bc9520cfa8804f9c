package enquire.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds a wiki. */
final class WikiFolder {

    private WikiFolder() {}

    /**
     * @throws StorageException if it is not there and cannot be made
     */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StorageException(
                    ("The folder %s cannot be made (%s). Nothing was changed. Give this user the"
                                    + " right to write there, or choose another data folder.")
                            .formatted(folder, e),
                    e);
        }
    }
}
