package enquire.web.screens;

import java.util.List;

/**
 * Something went wrong: what happened, what is safe, what to do.
 *
 * @param frame around it
 * @param status of HTTP
 * @param heading a short sentence
 * @param detail what is safe and what to do
 * @param ways where to go from here
 */
public record ProblemScreen(Frame frame, int status, String heading, String detail, List<Link> ways)
        implements Screen {

    @Override
    public String template() {
        return "problem.jte";
    }
}
