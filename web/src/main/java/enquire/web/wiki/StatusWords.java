package enquire.web.wiki;

import enquire.sync.node.Wiki;

/**
 * The state of a wiki in the words of the header (screens specification, section 5).
 *
 * @param state {@code synced}, {@code alone}, {@code sending}, {@code receiving}, {@code out}
 */
public record StatusWords(String state, String words) {

    public static StatusWords of(Wiki.State state) {
        return switch (state) {
            case Wiki.State.Synced synced ->
                    new StatusWords("synced", "Synced with " + counted(synced.peers(), "peer"));
            case Wiki.State.Alone alone -> new StatusWords("alone", "No peers online");
            case Wiki.State.Out out -> new StatusWords("out", "Not a member any more");
            case Wiki.State.Sending sending ->
                    new StatusWords("sending", "Sending " + counted(sending.edits(), "edit"));
            case Wiki.State.Receiving receiving ->
                    new StatusWords("receiving", receivingWords(receiving.edits()));
        };
    }

    private static String receivingWords(long edits) {
        return edits == 0 ? "Receiving pages" : "Receiving " + counted(edits, "edit");
    }

    /** {@code 1 page}, {@code 2 pages}. */
    public static String counted(long number, String noun) {
        return "%,d %s".formatted(number, number == 1 ? noun : noun + "s");
    }
}
