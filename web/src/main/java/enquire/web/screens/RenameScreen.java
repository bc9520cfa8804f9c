package enquire.web.screens;

/**
 * The form that gives a page another title.
 *
 * @param frame around it
 * @param title now
 * @param action POST: {@code title}, {@code updateLinks=on}
 * @param cancelHref back to the page
 * @param typed the title in the field
 * @param backlinkTotal pages that link to it
 * @param problem what was wrong with the last try, or empty
 */
public record RenameScreen(
        Frame frame,
        String title,
        String action,
        String cancelHref,
        String typed,
        int backlinkTotal,
        String problem)
        implements Screen {

    @Override
    public String template() {
        return "rename.jte";
    }
}
