package enquire.web.screens;

/**
 * The editor as one form. It carries the version it is based on, so saving merges.
 *
 * @param frame around it
 * @param title of the page, or the one asked for
 * @param text Markdown, with {@code \\n} line ends
 * @param version token of that text; empty for a page that is not made yet
 * @param action POST: {@code title}, {@code text}, {@code version}
 * @param cancelHref where Cancel leads
 * @param problem what was wrong with the last try, or empty
 */
public record PlainEditScreen(
        Frame frame,
        String title,
        String text,
        String version,
        String action,
        String cancelHref,
        String problem)
        implements Screen {

    @Override
    public String template() {
        return "plain.jte";
    }
}
