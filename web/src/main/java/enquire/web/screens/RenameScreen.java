package enquire.web.screens;

import java.util.List;

/**
 * The form that gives a page another title, or moves it, or what is below a title, elsewhere.
 *
 * @param frame around it
 * @param title now
 * @param moving whether it asks only what the page is to stand below
 * @param action POST: {@code title} or {@code below}, {@code branch=on}, {@code updateLinks=on}
 * @param cancelHref back to the page
 * @param typed what stands in the field
 * @param folders titles that have pages below them, to choose from
 * @param linkTotal links to the page by this title
 * @param belowTotal pages below it
 * @param isPage whether there is a page of this title, and not only pages below it
 * @param problem what was wrong with the last try, or empty
 * @param clash the page that has the title, to be merged with; shown if its {@code href} is not
 *     empty
 */
public record RenameScreen(
        Frame frame,
        String title,
        boolean moving,
        String action,
        String cancelHref,
        String typed,
        List<String> folders,
        int linkTotal,
        int belowTotal,
        boolean isPage,
        String problem,
        Link clash)
        implements Screen {

    @Override
    public String template() {
        return "rename.jte";
    }
}
