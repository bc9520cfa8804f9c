package enquire.web.screens;

import java.util.List;

/**
 * Edits that a page does not hold, and can take in.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param deleted whether the page is deleted, so that taking one in brings it back
 * @param action POST: {@code id} of an edit and {@code decision}: {@code take}, {@code dismiss},
 *     {@code offer} for offering it again, {@code suggest}, or {@code withdraw}
 * @param problem why the last decision did nothing, or empty
 * @param notice what the last decision did; none if its sentence is empty
 * @param undo id of the edit that was just dismissed, or empty
 * @param lead above those that are offered
 * @param mayTake whether this node may take one in
 * @param offered those that somebody may decide about
 * @param dismissed those that are not offered any more
 * @param own those that this node suggests
 */
public record SuggestionsScreen(
        Frame frame,
        String title,
        PagePaths paths,
        boolean deleted,
        String action,
        String problem,
        Notice notice,
        String undo,
        String lead,
        boolean mayTake,
        List<Edit> offered,
        List<Edit> dismissed,
        List<Own> own)
        implements Screen {

    /**
     * One edit.
     *
     * @param id names it in a decision
     * @param author who wrote it
     * @param at when; its words are empty if that is not known
     * @param why it is no part of the page, as a sentence
     * @param mayBeThere whether its words stand in the page already
     * @param maySuggest whether it is an own one that can be suggested
     * @param lines what it would make of the page
     */
    public record Edit(
            String id,
            Person author,
            When at,
            String why,
            boolean mayBeThere,
            boolean maySuggest,
            List<DiffScreen.Line> lines) {}

    /**
     * One that this node suggests.
     *
     * @param id names it in a decision
     * @param state what became of it, as a sentence
     * @param waiting whether it can be withdrawn
     * @param lines what it would make of the page
     */
    public record Own(
            String id, When at, String state, boolean waiting, List<DiffScreen.Line> lines) {}

    @Override
    public String template() {
        return "suggestions.jte";
    }
}
