package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.storage.database.GoneBack;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The database of a wiki out of a backup, before it is used again. Stateless. */
public final class RestoredWiki {

    private static final int INDEX_ID_BYTES = 16;

    private RestoredWiki() {}

    /**
     * Looks whether the whole file is sound and of this wiki, and makes it a store of its own:
     * peers tell it everything once more, and it them.
     *
     * @param file which nobody else uses
     * @throws StorageException if it is damaged, of another wiki, or of a program that this one
     *     does not know
     */
    public static void begin(Path file, WikiId wiki, RandomGenerator random) {
        Optional<String> wrong = StorageCheck.wholeDatabase(file);
        if (wrong.isPresent()) {
            throw new StorageException(
                    "The database of the wiki %s in it is damaged (%s)."
                            .formatted(wiki.toString().substring(0, 8), wrong.get()));
        }
        byte[] index = new byte[INDEX_ID_BYTES];
        random.nextBytes(index);
        try (var database = WikiDatabase.open(file, wiki, Bytes.of(index))) {
            database.write(handle -> {
                GoneBack.begin(handle, Bytes.of(index));
                return wiki;
            });
        }
    }
}
