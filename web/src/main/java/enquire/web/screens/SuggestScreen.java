package enquire.web.screens;

/**
 * The form in which who may only read suggests another text of a page.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page; POST to {@code suggest}: {@code text}, {@code version}
 * @param text Markdown, with {@code \\n} line ends
 * @param version token of the text that it was made from
 * @param problem what was wrong with the last try, or empty
 */
public record SuggestScreen(
        Frame frame, String title, PagePaths paths, String text, String version, String problem)
        implements Screen {

    @Override
    public String template() {
        return "suggest.jte";
    }
}
