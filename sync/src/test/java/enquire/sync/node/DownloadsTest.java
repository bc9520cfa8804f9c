package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

    private static final int BYTES = PieceTree.PIECE_BYTES + 1;

    private static final DownloadOwner NOBODY =
            new DownloadOwner() {
                @Override
                public void whole(PieceDownload download) {}

                @Override
                public void refused(PieceDownload download, PeerConnection by) {}

                @Override
                public void lied(PieceDownload download, PeerConnection liar) {}

                @Override
                public void failed(PieceDownload download, IOException why) {}
            };

    @TempDir Path folder;

    private Downloads downloads;
    private Bytes leaves;
    private final byte[] content = new byte[BYTES];

    private WantedFile file(int number) {
        var pieces = new PieceTree();
        pieces.update(content, 0, content.length);
        Bytes root = pieces.root();
        leaves = pieces.leaves();
        Bytes name = Bytes.of(("file " + number).getBytes(StandardCharsets.UTF_8));
        var wiki = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
        return new WantedFile(wiki, new BlobId(name.sha256()), BYTES, root);
    }

    private void putPart(WantedFile file) throws IOException {
        try (PartFile part = PartFile.open(folder, file.blob(), BYTES)) {
            part.keep(leaves);
            part.write(0, Bytes.of(content, 0, PieceTree.PIECE_BYTES));
        }
    }

    private PieceDownload begin(WantedFile file) throws IOException {
        return downloads.begin(file, new SplittableRandom(1), NOBODY);
    }

    @AfterEach
    void close() {
        downloads.close();
    }

    @Test
    void whatNobodyGivesMakesPlaceForOthersAndAPartStaysOnDisk() throws IOException {
        downloads = new Downloads(folder);
        WantedFile part = file(0);
        putPart(part);
        assertEquals(PieceTree.PIECE_BYTES, begin(part).bytesHere());
        for (int number = 1; number < Downloads.OPEN_MAX; number++) {
            begin(file(number));
        }
        assertEquals(PieceTree.PIECE_BYTES, downloads.bytesToCome());

        for (int number = 1; number < Downloads.OPEN_MAX; number++) {
            assertTrue(downloads.makePlace());
            WantedFile next = file(1_000 + number);
            putPart(next);
            begin(next);
        }
        assertTrue(downloads.open(part.blob()).isPresent(), "of the others less is here");
        assertTrue(downloads.makePlace());
        assertEquals(Downloads.OPEN_MAX - 1, downloads.all().size());
        assertEquals((long) Downloads.OPEN_MAX * PieceTree.PIECE_BYTES, downloads.bytesToCome());
        assertEquals(Downloads.OPEN_MAX, PartFile.left(folder).size(), "no part is lost");
        assertEquals(PieceTree.PIECE_BYTES, begin(part).bytesHere());
    }

    @Test
    void whatIsReadStaysOpen() throws IOException {
        downloads = new Downloads(folder);
        for (int number = 0; number < Downloads.OPEN_MAX; number++) {
            begin(file(number)).reads(this, 0);
        }

        assertFalse(downloads.makePlace());

        assertEquals(Downloads.OPEN_MAX, downloads.all().size());
    }

    @Test
    void theHashesThatACrashLeftUnfinishedAreRemoved() throws IOException {
        downloads = new Downloads(folder);
        Path left = Files.write(folder.resolve("leaves-17"), content);

        PartFile.removeUnfinished(folder);

        assertFalse(Files.exists(left));
    }
}
