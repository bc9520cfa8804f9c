package enquire.web.screens;

import java.util.List;

/**
 * What changed between two versions, line by line.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param fromWords the older version in words
 * @param toWords the newer one
 * @param lines unchanged stretches already shortened
 * @param restoreAction POST: makes the older version current; empty to offer nothing
 * @param restoreVersion its token, sent as {@code version}
 */
public record DiffScreen(
        Frame frame,
        String title,
        PagePaths paths,
        String fromWords,
        String toWords,
        List<Line> lines,
        String restoreAction,
        String restoreVersion)
        implements Screen {

    /** What became of a line. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        /** Unchanged lines that are left out; the text says how many. */
        SKIPPED
    }

    /**
     * One line.
     *
     * @param kind what became of it
     * @param text plain text
     */
    public record Line(Kind kind, String text) {}

    @Override
    public String template() {
        return "diff.jte";
    }
}
