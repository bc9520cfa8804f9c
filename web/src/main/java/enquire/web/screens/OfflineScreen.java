package enquire.web.screens;

/**
 * What a browser shows while the node is away and it has no copy of what was asked for. The browser
 * fills in which pages it has copies of.
 *
 * @param frame around it
 */
public record OfflineScreen(Frame frame) implements Screen {

    @Override
    public String template() {
        return "offline.jte";
    }
}
