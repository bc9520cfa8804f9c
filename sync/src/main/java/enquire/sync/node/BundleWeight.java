package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much a bundle will be, known before it is written: nothing of it is encoded for that.
 *
 * @param pages in it
 * @param pageBytes what their changes take in the database, where they are packed as well as in a
 *     bundle: all but some hundreds of bytes a page of what they take there (signatures, ids)
 * @param files in it; 0 if they are left out
 * @param fileBytes of all of them
 */
public record BundleWeight(int pages, long pageBytes, int files, long fileBytes) {

    /**
     * @param since what entered later; empty for everything
     * @param files whether they go with the pages
     */
    static BundleWeight of(Repository repository, Optional<Instant> since, boolean files) {
        Map<PageId, Long> pages = repository.archive().enteredBytes(since.orElse(Instant.EPOCH));
        Map<BlobId, Long> blobs = files ? files(repository, pages, since.isEmpty()) : Map.of();
        return new BundleWeight(pages.size(), sum(pages), blobs.size(), sum(blobs));
    }

    private static Map<BlobId, Long> files(
            Repository repository, Map<PageId, Long> pages, boolean all) {
        if (all) {
            return repository.attachments().held();
        }
        var used = new HashMap<BlobId, Long>();
        for (PageId page : pages.keySet()) {
            for (BlobId blob : repository.attachments().of(page)) {
                repository.blobs().bytes(blob).ifPresent(bytes -> used.put(blob, bytes));
            }
        }
        return used;
    }

    private static long sum(Map<?, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the file will take, within some hundreds of bytes a page. */
    public long bytes() {
        return pageBytes + fileBytes;
    }

    /** The same without files. */
    BundleWeight withoutFiles() {
        return new BundleWeight(pages, pageBytes, 0, 0);
    }
}
