package enquire.web.mirror;

import enquire.editor.page.BlobId;
import java.util.concurrent.TimeUnit;

/**
 * What stands in the folder for an attachment, as far as the mirror knows: what it put there, or
 * took from there, last.
 *
 * @param bytes its size then; no file has -1
 * @param changed when it was changed then, by the clock of its file system; ns since 1970
 * @param ours whether the mirror put it there or took it in; if not, somebody here merely has the
 *     same bytes, and what he makes of them is not for the wiki
 */
record KnownFile(BlobId blob, long bytes, long changed, boolean ours) {

    static KnownFile of(BlobId blob, Stat stat, boolean ours) {
        return new KnownFile(blob, stat.bytes(), stat.changed().to(TimeUnit.NANOSECONDS), ours);
    }

    /** What stood there until something that the mirror has not seen was put there. */
    static KnownFile before(BlobId blob, boolean ours) {
        return new KnownFile(blob, -1, 0, ours);
    }

    /** Whether the file looks as it did. */
    boolean looksLike(Stat stat) {
        return bytes == stat.bytes() && changed == stat.changed().to(TimeUnit.NANOSECONDS);
    }
}
