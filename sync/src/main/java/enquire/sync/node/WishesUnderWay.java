package enquire.sync.node;

import enquire.editor.page.PageId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Pages that a peer was asked for because somebody opened them. Thread-safe. */
final class WishesUnderWay {

    private final Map<PageId, CompletableFuture<Boolean>> wishes = new ConcurrentHashMap<>();

    /**
     * @return done when the peer has answered; empty if it is asked for {@link
     *     PageFetches#WISHES_MAX} others
     */
    Optional<CompletableFuture<Boolean>> begin(PageId page) {
        if (wishes.size() >= PageFetches.WISHES_MAX && !wishes.containsKey(page)) {
            return Optional.empty();
        }
        return Optional.of(wishes.computeIfAbsent(page, unasked -> new CompletableFuture<>()));
    }

    void answered(PageId page) {
        Optional.ofNullable(wishes.remove(page)).ifPresent(answer -> answer.complete(true));
    }
}
