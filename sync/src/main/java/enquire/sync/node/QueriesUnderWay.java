package enquire.sync.node;

import enquire.sync.protocol.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a peer was asked and has not answered, and none after its end. Thread-safe. */
final class QueriesUnderWay {

    private final Map<Long, CompletableFuture<Optional<Message.Hits>>> waiting = new HashMap<>();
    private long last;
    private boolean over;

    /**
     * @param answer done when the peer has answered; empty if it does not
     */
    record Begun(long query, CompletableFuture<Optional<Message.Hits>> answer) {}

    Begun begin() {
        var answer = new CompletableFuture<Optional<Message.Hits>>();
        boolean late;
        long query;
        synchronized (this) {
            query = ++last;
            late = over;
            if (!late) {
                waiting.put(query, answer);
            }
        }
        if (late) {
            answer.complete(Optional.empty());
        }
        return new Begun(query, answer);
    }

    void answered(long query, Optional<Message.Hits> hits) {
        CompletableFuture<Optional<Message.Hits>> answer;
        synchronized (this) {
            answer = waiting.remove(query);
        }
        if (answer != null) {
            answer.complete(hits);
        }
    }

    void end() {
        List<CompletableFuture<Optional<Message.Hits>>> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(waiting.values());
            waiting.clear();
        }
        left.forEach(answer -> answer.complete(Optional.empty()));
    }
}
