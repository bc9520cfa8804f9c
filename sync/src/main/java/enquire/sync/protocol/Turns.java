package enquire.sync.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which large message a connection sends next. Short answers that somebody waits for go first: hits
 * of a search, hashes of pieces. Then pages and files take turns: a first sync may take hours, and
 * who waits a minute for a piece takes its holder for one that gives none. One thread at a time.
 */
final class Turns {

    private final SearchTalk searches;
    private final BlobTalk blobs;
    private final SuggestionTalk suggestions;
    private int turn;
    private boolean filesTurn;

    Turns(SearchTalk searches, BlobTalk blobs, SuggestionTalk suggestions) {
        this.searches = searches;
        this.blobs = blobs;
        this.suggestions = suggestions;
    }

    /** Empty if nobody has anything large to send; called while there is room. */
    Optional<Message> next(Collection<SharedWiki> wikis) {
        Optional<Message> answer = searches.next().or(blobs::nextLeaves);
        if (answer.isPresent()) {
            return answer;
        }
        Optional<Message> first = filesTurn ? blobs.next() : nextOfPages(wikis);
        if (first.isPresent()) {
            filesTurn = !filesTurn;
            return first;
        }
        return filesTurn ? nextOfPages(wikis) : blobs.next();
    }

    /** Wikis in turn, so that a large one does not hold up a small one. */
    private Optional<Message> nextOfPages(Collection<SharedWiki> wikis) {
        List<SharedWiki> shared = List.copyOf(wikis);
        for (int i = 0; i < shared.size(); i++) {
            SharedWiki wiki = shared.get((turn + i) % shared.size());
            Optional<Message> next = wiki.next().or(() -> suggestions.next(wiki));
            if (next.isPresent()) {
                turn = (turn + i + 1) % shared.size();
                return next;
            }
        }
        return Optional.empty();
    }
}
