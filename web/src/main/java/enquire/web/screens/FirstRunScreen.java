package enquire.web.screens;

/**
 * The first start: start a wiki or join one.
 *
 * @param frame around it
 * @param startAction POST: {@code form}, {@code person}, {@code wiki}
 * @param joinAction POST: {@code person}, {@code invite}
 * @param person the name to begin with, or empty
 * @param wikiName typed before, or empty
 * @param invite typed before, or empty
 * @param token of the form: sent again, it starts nothing
 * @param restore the command that restores a backup; empty where there are wikis already
 * @param startRestored the command that starts what was restored
 * @param problem what was wrong with the last try, or empty
 */
public record FirstRunScreen(
        Frame frame,
        String startAction,
        String joinAction,
        String person,
        String wikiName,
        String invite,
        String token,
        String restore,
        String startRestored,
        String problem)
        implements Screen {

    @Override
    public String template() {
        return "first.jte";
    }
}
