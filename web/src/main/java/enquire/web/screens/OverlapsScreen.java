package enquire.web.screens;

import java.util.List;

/**
 * Places of one page where two people changed the same sentence while they were apart.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param action POST: ticks a place off, named by {@code id}; {@code keep} is {@code both} or the
 *     id of the person whose text stays
 * @param version that is shown, sent with a decision: what came since stays
 * @param problem why the last decision did nothing, or empty
 * @param notice what the last decision did; none if its sentence is empty
 * @param places in the order of the text
 */
public record OverlapsScreen(
        Frame frame,
        String title,
        PagePaths paths,
        String action,
        String version,
        String problem,
        Notice notice,
        List<Place> places)
        implements Screen {

    /** What became of a stretch of a sentence. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    /**
     * A stretch of a sentence.
     *
     * @param text plain text
     */
    public record Piece(Kind kind, String text) {}

    /**
     * One place.
     *
     * @param id names it in a decision
     * @param before what stood there when both were last in touch
     * @param sides what each of the two made of it
     * @param now what stands there now; empty if nothing is left
     * @param editHref where it is opened in the editor
     */
    public record Place(String id, String before, List<Side> sides, String now, String editHref) {}

    /**
     * What one of the two made of it.
     *
     * @param label "Yours", "Bob's"
     * @param pieces the text, with what was added and removed
     * @param keep names the person in a decision
     * @param keepLabel "Keep mine"
     */
    public record Side(
            Person author, String label, List<Piece> pieces, String keep, String keepLabel) {}

    @Override
    public String template() {
        return "overlaps.jte";
    }
}
