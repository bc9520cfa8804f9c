package enquire.web.screens;

import java.util.List;

/**
 * The form that begins a page as a template.
 *
 * @param frame around it
 * @param action POST: {@code title}, {@code template}
 * @param typed what stands in the title's field
 * @param templates to choose from
 * @param chosen title of the template that is chosen, or empty
 * @param problem what was wrong with the last try, or empty
 */
public record NewPageScreen(
        Frame frame,
        String action,
        String typed,
        List<Template> templates,
        String chosen,
        String problem)
        implements Screen {

    /**
     * A template.
     *
     * @param href of its page
     */
    public record Template(String title, String name, String href) {}

    @Override
    public String template() {
        return "newpage.jte";
    }
}
