package enquire.storage.search;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lucene index of one wiki's live pages. Each commit holds the sequence up to which it covers
 * the store, and which store that is. One thread writes; any thread reads.
 */
final class PageIndex implements AutoCloseable {

    /** What is done with an open reader. */
    @FunctionalInterface
    interface Reading<T> {
        T from(IndexSearcher searcher) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(PageIndex.class);

    /** Raised with every change of fields or analysis; an index of another format is rebuilt. */
    private static final String FORMAT = "2";

    private static final String FORMAT_KEY = "format";
    private static final String STORE_KEY = "store";
    private static final String SEQUENCE_KEY = "sequence";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Bytes store;
    private final long openedSequence;

    private PageIndex(
            Directory directory,
            IndexWriter writer,
            SearcherManager searchers,
            Bytes store,
            long openedSequence) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.store = store;
        this.openedSequence = openedSequence;
    }

    /**
     * Opens the index in {@code folder}. An index that is damaged, of another format, of another
     * store or ahead of it is replaced by an empty one.
     *
     * @param store id of the store that the index is derived from
     * @param lastSequence of that store
     * @throws IOException if the folder cannot be written
     */
    static PageIndex open(Path folder, Bytes store, long lastSequence) throws IOException {
        Files.createDirectories(folder);
        try {
            IndexFolder.verify(folder);
            PageIndex index = openAsIs(folder, store);
            if (index.openedSequence <= lastSequence) {
                return index;
            }
            index.close();
            LOG.info("The search index is ahead of its store and is made anew.");
        } catch (LockObtainFailedException inUse) {
            throw inUse;
        } catch (IOException | IllegalArgumentException | IllegalStateException damaged) {
            // What foreign bytes in a file make Lucene throw is not only an IOException.
            LOG.warn("The search index in {} cannot be read and is made anew.", folder, damaged);
        }
        IndexFolder.empty(folder);
        return openAsIs(folder, store);
    }

    private static PageIndex openAsIs(Path folder, Bytes store) throws IOException {
        Directory directory = FSDirectory.open(folder);
        try {
            var writer = new IndexWriter(directory, configuration());
            try {
                long sequence = sequence(writer, store);
                if (sequence == 0) {
                    writer.deleteAll();
                }
                var searchers = new SearcherManager(writer, new WithoutCache());
                return new PageIndex(directory, writer, searchers, store, sequence);
            } catch (IOException | RuntimeException e) {
                writer.rollback();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IndexWriterConfig configuration() {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        // Asked to remove what was deleted, it leaves nothing of it; else it merges as ever.
        var policy = new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
        return new IndexWriterConfig(WordAnalyzer.INSTANCE)
                .setMergePolicy(policy)
                .setRAMBufferSizeMB(Limits.WRITER_BUFFER_MEGABYTES)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }

    /** Up to where the index covers {@code store}; 0 if it is of another one. */
    private static long sequence(IndexWriter writer, Bytes store) {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        boolean ours =
                FORMAT.equals(data.get(FORMAT_KEY)) && store.toHex().equals(data.get(STORE_KEY));
        return ours ? Long.parseLong(data.getOrDefault(SEQUENCE_KEY, "0")) : 0;
    }

    /** Up to where the index covered its store when it was opened. */
    long openedSequence() {
        return openedSequence;
    }

    void put(IndexedPage page) throws IOException {
        writer.updateDocument(PageDocument.term(page.page()), PageDocument.of(page));
    }

    void remove(PageId page) throws IOException {
        writer.deleteDocuments(PageDocument.term(page));
    }

    /** Removes from the files what was deleted or replaced; what follows is to be committed. */
    void purge() throws IOException {
        writer.forceMergeDeletes(true);
    }

    /** Lets readers see what was written so far. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /**
     * @param sequence up to which what was written covers the store
     */
    void commit(long sequence) throws IOException {
        writer.setLiveCommitData(
                Map.of(
                                FORMAT_KEY,
                                FORMAT,
                                STORE_KEY,
                                store.toHex(),
                                SEQUENCE_KEY,
                                Long.toString(sequence))
                        .entrySet());
        writer.commit();
    }

    <T> T read(Reading<T> reading) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.from(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /**
     * Forgets what was not committed, and lets another take its place in the folder. Readers go on
     * with what was visible. A merge that runs is given up; it will be found again.
     */
    void stopWriting() throws IOException {
        writer.rollback();
    }

    /** Also ends {@link #read}. */
    @Override
    public void close() throws IOException {
        try (directory;
                searchers) {
            writer.rollback();
        }
    }

    /** Lucene's cache of results is shared by everything in the JVM and grows to 32 MB. */
    private static final class WithoutCache extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}
