package enquire.sync.protocol;

import java.util.List;

/**
 * What the two sides of a connection offer beyond what every node of this version does. One thread
 * at a time.
 */
final class Capabilities {

    /** Answers {@code query}. */
    private static final String SEARCH = "search";

    /** Understands {@code listing}, and that who sends no fingerprint has what it lists. */
    private static final String LISTING = "listing";

    /** Understands {@code suggest}. */
    private static final String SUGGESTIONS = "suggestions";

    /** Understands {@code have}, {@code heard}, {@code cancel}, {@code tree}, {@code leaves}. */
    private static final String PIECES = "pieces";

    /** Understands {@code keep}. */
    private static final String KEEPERS = "keepers";

    /** What this program offers. */
    static final List<String> OWN = List.of(KEEPERS, LISTING, PIECES, SEARCH, SUGGESTIONS);

    private List<String> theirs = List.of();

    void heard(Message.Hello hello) {
        theirs = hello.capabilities();
    }

    Output.Greeted greeted(Message.Hello hello) {
        return new Output.Greeted(hello.name(), hello.at(), pieces(), keepers());
    }

    boolean search() {
        return theirs.contains(SEARCH);
    }

    boolean suggestions() {
        return theirs.contains(SUGGESTIONS);
    }

    boolean listing() {
        return theirs.contains(LISTING);
    }

    boolean keepers() {
        return theirs.contains(KEEPERS);
    }

    boolean pieces() {
        return theirs.contains(PIECES);
    }
}
