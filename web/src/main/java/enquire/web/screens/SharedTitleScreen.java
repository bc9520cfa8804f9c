package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * Two or more pages came to share this title.
 *
 * @param frame around it
 * @param title that they share
 * @param twins the pages, the one with the plain title first
 * @param mergeAction POST: merge into the first; empty if that cannot be done
 */
public record SharedTitleScreen(Frame frame, String title, List<Twin> twins, String mergeAction)
        implements Screen {

    /**
     * One of the pages.
     *
     * @param href its own path ({@code Title~k3f9})
     * @param label "Minutes~k3f9"
     * @param renameHref the form that gives it another title
     * @param edited last edit
     * @param author of the last edit
     * @param body its text
     */
    public record Twin(
            String href,
            String label,
            String renameHref,
            When edited,
            String author,
            SafeHtml body) {}

    @Override
    public String template() {
        return "shared.jte";
    }
}
