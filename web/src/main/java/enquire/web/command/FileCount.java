package enquire.web.command;

import java.io.PrintWriter;

/** Says how many files an export has written, to a person who waits. One thread. */
final class FileCount {

    /** Between two lines on a screen; a tenth of a second is enough for a person. */
    private static final long PACE_NANOS = 100_000_000;

    private final PrintWriter err;
    private final int pages;
    private final boolean screen = System.console() != null;
    private long shownAt = System.nanoTime();
    private boolean shown;

    /**
     * @param pages that the wiki has: there will be as many files at least
     */
    FileCount(PrintWriter err, int pages) {
        this.err = err;
        this.pages = pages;
    }

    void written(int files) {
        if (screen && System.nanoTime() - shownAt > PACE_NANOS) {
            shownAt = System.nanoTime();
            shown = true;
            err.print("\rFiles: %,d; the wiki has %s".formatted(files, Counted.of(pages, "page")));
            err.flush();
        }
    }

    /** What is said next stands on a line of its own. */
    void end() {
        if (shown) {
            err.println();
        }
    }
}
