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

    /** What this program offers. */
    static final List<String> OWN = List.of(LISTING, PIECES, SEARCH, SUGGESTIONS);

    private List<String> theirs = List.of();

    void heard(Message.Hello hello) {
        theirs = hello.capabilities();
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

    boolean pieces() {
        return theirs.contains(PIECES);
    }
}
