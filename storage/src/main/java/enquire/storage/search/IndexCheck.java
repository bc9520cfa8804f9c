package enquire.storage.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;

/** Whether a search index can be read. Nothing is changed, and a node may be using it. */
public final class IndexCheck {

    private IndexCheck() {}

    /** Whether anything of it was finished: a new one is not there for some moments. */
    public static boolean isThere(Path folder) {
        if (Files.notExists(folder)) {
            return false;
        }
        try (FSDirectory directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads all of it, and compares the checksums.
     *
     * @param folder of the index
     * @return what is wrong with it, first
     */
    public static Optional<String> index(Path folder) {
        try (FSDirectory directory = FSDirectory.open(folder);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                if (leaf.reader() instanceof CodecReader segment) {
                    segment.checkIntegrity();
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Of damaged bytes Lucene also throws what is meant for a caller's mistake.
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
