package enquire.storage;

import enquire.storage.database.DatabaseSnapshot;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;

/**
 * The database of a wiki at a moment at which everything that was typed is part of a change: a copy
 * with typing that is in none would make another change of it when it is opened, and the text would
 * stand twice once both meet. One thread.
 */
public final class WikiSnapshot implements AutoCloseable {

    private final DatabaseSnapshot database;

    private WikiSnapshot(DatabaseSnapshot database) {
        this.database = database;
    }

    static WikiSnapshot take(WikiDatabase database, Folding folding) {
        return new WikiSnapshot(folding.whenAllIsFolded(database::snapshot));
    }

    /**
     * Pages with typing in it that could not be made a change: 0, unless something is wrong with
     * them. It is not lost, and may stand twice after a restore.
     */
    public int unfolded() {
        return database.pending();
    }

    /**
     * Copies it; not flushed to the disk.
     *
     * @param target a file that is not there yet
     * @throws StorageException if the disk does not take it, or what was copied is damaged
     */
    public void copyTo(Path target) {
        database.copyTo(target);
    }

    @Override
    public void close() {
        database.close();
    }
}
