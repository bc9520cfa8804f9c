package enquire.web.screens;

import java.util.List;

/**
 * What changed between two versions.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param fromWords the older version in words
 * @param toWords the newer one
 * @param difference between them
 * @param from token of the older one
 * @param to token of the newer one
 * @param compareAction GET with {@code from} and {@code to}
 * @param choices versions to compare, by token
 * @param restoreAction POST with {@code version}: makes the older version current; empty to offer
 *     nothing
 */
public record DiffScreen(
        Frame frame,
        String title,
        PagePaths paths,
        String fromWords,
        String toWords,
        Difference difference,
        String from,
        String to,
        String compareAction,
        List<VersionActions.Choice> choices,
        String restoreAction)
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
