package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an index knows when it is opened again. */
class ResumeTest {

    private static final Bytes STORE = Bytes.ofHex("0123456789abcdef");
    private static final long SEQUENCE = 42;

    /** A byte is damaged between each two of so many parts of a file. */
    private static final int PARTS = 12;

    /** Lucene 10 writes and reads formats 7 to 10. */
    private static final int LATER_FORMAT = 99;

    @TempDir private Path folder;

    @Test
    void aCommittedIndexGoesOnFromItsSequence() throws IOException {
        commitOnePage();

        assertResumes(STORE, SEQUENCE);
    }

    @Test
    void whatWasNotCommittedIsForgottenWithItsSequence() throws IOException {
        try (PageIndex index = PageIndex.open(folder, STORE, SEQUENCE)) {
            index.put(page());
            index.refresh();
        }

        assertStartsAnew(STORE, SEQUENCE);
    }

    @Test
    void theIndexOfAnotherStoreIsMadeAnew() throws IOException {
        commitOnePage();

        assertStartsAnew(Bytes.ofHex("fedcba9876543210"), SEQUENCE);
    }

    @Test
    void anIndexAheadOfItsStoreIsMadeAnew() throws IOException {
        commitOnePage();

        assertStartsAnew(STORE, SEQUENCE - 1);
    }

    @Test
    void aDeletedFolderIsMadeAnew() throws IOException {
        commitOnePage();
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.delete(folder.resolve("write.lock"));
        Files.delete(folder);

        assertStartsAnew(STORE, SEQUENCE);
    }

    @Test
    void aMissingFileMakesTheIndexAnew() throws IOException {
        commitOnePage();
        List<Path> files = files();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            assertStartsAnew(STORE, SEQUENCE);
            commitOnePage();
            assertEquals(
                    files, files(), "another commit has other files, and this test no meaning");
            assertEquals(content.length, Files.size(file));
        }
    }

    @Test
    void aDamagedByteAnywhereMakesTheIndexAnew() throws IOException {
        commitOnePage();
        int files = files().size();
        for (int file = 0; file < files; file++) {
            for (int part = 1; part < PARTS; part++) {
                Path damaged = files().get(file);
                byte[] content = Files.readAllBytes(damaged);
                content[content.length * part / PARTS] ^= 1;
                Files.write(damaged, content);
                assertStartsAnew(STORE, SEQUENCE);
                commitOnePage();
            }
        }
    }

    @Test
    void theIndexOfALaterLuceneIsMadeAnew() throws IOException {
        commitOnePage();
        try (var directory = FSDirectory.open(folder);
                var segments = directory.createOutput("segments_9", IOContext.DEFAULT)) {
            byte[] id = StringHelper.randomId();
            CodecUtil.writeIndexHeader(segments, "segments", LATER_FORMAT, id, "9");
            CodecUtil.writeFooter(segments);
        }

        assertStartsAnew(STORE, SEQUENCE);
    }

    @Test
    void aFolderFullOfOtherFilesIsEmptied() throws IOException {
        Files.writeString(folder.resolve("segments_1"), "not an index");
        Files.writeString(folder.resolve("_0.cfs"), "");

        assertStartsAnew(STORE, SEQUENCE);
    }

    private void commitOnePage() throws IOException {
        try (PageIndex index = PageIndex.open(folder, STORE, SEQUENCE)) {
            index.put(page());
            index.commit(SEQUENCE);
        }
    }

    private void assertResumes(Bytes store, long lastSequence) throws IOException {
        assertOpensWith(store, lastSequence, SEQUENCE, 1);
    }

    private void assertStartsAnew(Bytes store, long lastSequence) throws IOException {
        assertOpensWith(store, lastSequence, 0, 0);
    }

    private void assertOpensWith(Bytes store, long lastSequence, long sequence, int pages)
            throws IOException {
        try (PageIndex index = PageIndex.open(folder, store, lastSequence)) {
            assertEquals(sequence, index.openedSequence());
            assertEquals(
                    pages, index.read(searcher -> searcher.getIndexReader().numDocs()).intValue());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    private static IndexedPage page() {
        return new IndexedPage(
                PageId.derive(SmallWiki.WIKI, TitleKey.of("Boats")),
                "Boats",
                List.of(),
                List.of(),
                "The red boat sails.",
                List.of(),
                List.of(),
                List.of(),
                0);
    }
}
