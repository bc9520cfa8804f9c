package enquire.web.screens;

import java.util.List;

/**
 * Programs that are told of changes of a wiki.
 *
 * @param frame around it
 * @param problem what was wrong with the last try, or empty
 * @param secret of the hook that was just made, shown this once; else empty
 * @param hooks those that there are
 * @param form a new one
 * @param peersHref back to the peers
 */
public record HooksScreen(
        Frame frame, String problem, String secret, List<Told> hooks, Form form, String peersHref)
        implements Screen {

    /**
     * One program.
     *
     * @param url of it
     * @param wanted what it is told of
     * @param state how it stands
     * @param well whether that is good news
     * @param action POST below it: {@code remove}, {@code test}, {@code on}
     * @param deliveries what came of the last events, the newest first
     */
    public record Told(
            String url,
            String wanted,
            String state,
            boolean well,
            String action,
            List<Delivery> deliveries) {}

    /**
     * @param title of the page, or empty
     * @param result as a sentence
     */
    public record Delivery(When at, String event, String title, String result) {}

    /**
     * As it was filled in.
     *
     * @param action POST: {@code url}, {@code event-…}, {@code from}, {@code by}, {@code private}
     * @param from {@code anywhere}, {@code here} or {@code peers}
     */
    public record Form(
            String action,
            String url,
            List<Event> events,
            String from,
            String by,
            boolean nearby) {}

    /**
     * @param name of the field
     */
    public record Event(String name, String words, boolean chosen) {}

    @Override
    public String template() {
        return "hooks.jte";
    }
}
