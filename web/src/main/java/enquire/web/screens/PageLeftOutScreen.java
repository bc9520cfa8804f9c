package enquire.web.screens;

/**
 * A whole page that is on this computer alone, because it was made by somebody who might only read.
 *
 * @param frame around it
 * @param title it would have
 * @param sentence why it is not part of the wiki, and what to do
 * @param text its Markdown
 */
public record PageLeftOutScreen(Frame frame, String title, String sentence, String text)
        implements Screen {

    @Override
    public String template() {
        return "pageleftout.jte";
    }
}
