package enquire.storage.search;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;

/** The files of an index, before Lucene opens them. */
final class IndexFolder {

    private IndexFolder() {}

    /**
     * Reads every file of the last commit and compares its checksum (10,000 pages: 50 MB). Lucene
     * itself reads of most files only what it needs, and would notice damage in the middle of an
     * answer. Reads without mapping, so that the files do not count as this process's memory.
     *
     * @throws IOException if a file is missing, damaged or of a version that is not known
     */
    static void verify(Path folder) throws IOException {
        try (Directory directory = new NIOFSDirectory(folder)) {
            if (DirectoryReader.indexExists(directory)) {
                for (String file : SegmentInfos.readLatestCommit(directory).files(false)) {
                    try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
                        CodecUtil.checksumEntireFile(input);
                    }
                }
            }
        }
    }

    /**
     * Whether somebody deleted the folder, or everything in it, while it was open; not if the whole
     * wiki went with it: nothing is put back where a wiki was.
     */
    static boolean isGone(Path folder) {
        return Files.notExists(folder.resolve(IndexWriter.WRITE_LOCK_NAME))
                && Files.isDirectory(folder.toAbsolutePath().getParent());
    }

    /** Deletes the files in the folder. Folders in it are not ours and stay. */
    static void empty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
