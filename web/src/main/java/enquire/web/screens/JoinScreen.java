package enquire.web.screens;

/**
 * Join a wiki with an invite.
 *
 * @param frame around it
 * @param action POST: {@code person}, {@code invite}
 * @param person the name to begin with, or empty
 * @param invite typed before, or empty
 * @param problem what was wrong with the last try, or empty
 */
public record JoinScreen(Frame frame, String action, String person, String invite, String problem)
        implements Screen {

    @Override
    public String template() {
        return "join.jte";
    }
}
