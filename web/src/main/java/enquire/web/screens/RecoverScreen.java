package enquire.web.screens;

import java.util.List;

/**
 * Taking a wiki over with its recovery key.
 *
 * @param frame around it
 * @param wiki its name
 * @param possible whether the wiki has such a key
 * @param owners that can be removed with it
 * @param problem what was wrong with the last try, or empty
 * @param action POST: {@code key}, and {@code lost-} with the key of each owner to be removed
 * @param cancelHref back to the peers
 */
public record RecoverScreen(
        Frame frame,
        String wiki,
        boolean possible,
        List<Owner> owners,
        String problem,
        String action,
        String cancelHref)
        implements Screen {

    /**
     * @param key of the computer
     * @param name of its person
     * @param letters the key's first ones, to tell two computers of one name apart
     * @param lost whether it was ticked in the last try
     */
    public record Owner(String key, String name, String letters, boolean lost) {}

    @Override
    public String template() {
        return "recover.jte";
    }
}
