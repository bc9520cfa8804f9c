package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import java.util.List;

/**
 * What of a wiki is on fewer computers than {@link #AIM}, as far as this one knows.
 *
 * @param computers of the wiki, this one included
 * @param pages how many they are
 * @param files the same of attachments
 * @param firstPages at most {@link #NAMED_MAX}, those on the fewest computers first
 * @param firstFiles the same of attachments
 */
public record Shortage(
        int computers, int pages, int files, List<Page> firstPages, List<File> firstFiles) {

    /**
     * On so many computers everything is to be: one may be lost while another is away, and it is
     * still there.
     */
    public static final int AIM = 3;

    /** Pages that are named, and files. (A guess: more than anybody reads.) */
    public static final int NAMED_MAX = 100;

    /**
     * @param computers that hold it with all its edits, this one included if it does
     */
    public record Page(PageId page, String title, int computers) {}

    /**
     * @param manifest as a page holds it (JSON)
     * @param computers that hold all of it, this one included if it does
     */
    public record File(BlobId blob, String manifest, int computers) {}

    public Shortage {
        firstPages = List.copyOf(firstPages);
        firstFiles = List.copyOf(firstFiles);
    }

    /** Whether the wiki has too few computers, so that nothing can be on enough of them. */
    public boolean ofComputers() {
        return computers < AIM;
    }

    public boolean isNothing() {
        return pages == 0 && files == 0;
    }
}
