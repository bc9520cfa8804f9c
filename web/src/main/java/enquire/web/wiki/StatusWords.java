package enquire.web.wiki;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;

/**
 * The state of a wiki in the words of the header (screens specification, section 5).
 *
 * @param state {@code synced}, {@code alone}, {@code sending}, {@code receiving}, {@code out}
 * @param details on how many computers edits are, and for whom some wait; empty without others. For
 *     whoever is a member no more, what happened and what leads back
 */
public record StatusWords(String state, String words, String details) {

    public static StatusWords of(Wiki wiki, Messages messages) {
        return of(wiki, wiki.state(), messages);
    }

    /**
     * @param state what the wiki's was
     */
    public static StatusWords of(Wiki wiki, Wiki.State state, Messages messages) {
        String details =
                DepartureWords.whole(wiki, messages).map(whole -> whole + " ").orElse("")
                        + CopiesWords.of(wiki, messages);
        return new StatusWords(name(state), words(state, messages), details.strip());
    }

    private static String name(Wiki.State state) {
        return switch (state) {
            case Wiki.State.Synced synced -> "synced";
            case Wiki.State.Alone alone -> "alone";
            case Wiki.State.Out out -> "out";
            case Wiki.State.Sending sending -> "sending";
            case Wiki.State.Receiving receiving -> "receiving";
        };
    }

    private static String words(Wiki.State state, Messages messages) {
        return switch (state) {
            case Wiki.State.Synced synced ->
                    messages.text("status.synced", "peers", synced.peers());
            case Wiki.State.Alone alone -> messages.text("status.alone");
            case Wiki.State.Out out -> messages.text("status.out");
            case Wiki.State.Sending sending ->
                    messages.text("status.sending", "edits", sending.edits());
            case Wiki.State.Receiving receiving -> receiving(receiving.edits(), messages);
        };
    }

    private static String receiving(long edits, Messages messages) {
        return edits == 0
                ? messages.text("status.receivingPages")
                : messages.text("status.receiving", "edits", edits);
    }
}
