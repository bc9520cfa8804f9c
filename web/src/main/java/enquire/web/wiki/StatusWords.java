package enquire.web.wiki;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;

/**
 * The state of a wiki in the words of the header (screens specification, section 5).
 *
 * @param state {@code synced}, {@code alone}, {@code sending}, {@code receiving}, {@code out}
 */
public record StatusWords(String state, String words) {

    public static StatusWords of(Wiki.State state, Messages messages) {
        return switch (state) {
            case Wiki.State.Synced synced ->
                    new StatusWords(
                            "synced", messages.text("status.synced", "peers", synced.peers()));
            case Wiki.State.Alone alone -> new StatusWords("alone", messages.text("status.alone"));
            case Wiki.State.Out out -> new StatusWords("out", messages.text("status.out"));
            case Wiki.State.Sending sending ->
                    new StatusWords(
                            "sending", messages.text("status.sending", "edits", sending.edits()));
            case Wiki.State.Receiving receiving ->
                    new StatusWords("receiving", receiving(receiving.edits(), messages));
        };
    }

    private static String receiving(long edits, Messages messages) {
        return edits == 0
                ? messages.text("status.receivingPages")
                : messages.text("status.receiving", "edits", edits);
    }
}
