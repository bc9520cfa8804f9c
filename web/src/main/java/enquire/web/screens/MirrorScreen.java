package enquire.web.screens;

import java.util.List;

/**
 * The folder of Markdown files that follows a wiki.
 *
 * @param frame around it
 * @param folder its path
 * @param state how it is, as a sentence
 * @param well whether that is good news
 * @param againHref looks once more; empty if nothing is on its way. The screen is loaded again by
 *     itself then
 * @param problem what was wrong with the last try, or empty
 * @param held pages whose files went all at once
 * @param troubles files that are left as they are, with why
 * @param moreTroubles how many are not listed, or empty
 * @param endAction POST: nothing follows the other any more
 * @param peersHref back to the peers
 */
public record MirrorScreen(
        Frame frame,
        String folder,
        String state,
        boolean well,
        String againHref,
        String problem,
        Held held,
        List<LeftFile> troubles,
        String moreTroubles,
        String endAction,
        String peersHref)
        implements Screen {

    /**
     * Pages that are deleted or get their files back, as somebody says.
     *
     * @param action POST: {@code answer}, which is {@code delete} or {@code restore}, and {@code
     *     pages}
     * @param pages how many of them the screen shows
     * @param sentence what happened; empty if there are none
     * @param first some of them
     * @param more how many others there are, or empty
     */
    public record Held(String action, int pages, String sentence, List<Link> first, String more) {}

    /**
     * @param path of the file, from the top of the folder
     */
    public record LeftFile(String path, String why) {}

    @Override
    public String template() {
        return "mirror.jte";
    }
}
