package enquire.sync.protocol;

import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches on one connection: what the peer asks this node for, and what it is asked. Looking takes
 * time, so it is left to the floor above, whose answer comes back as {@link Input.Found}. One
 * thread at a time.
 */
final class SearchTalk {

    /**
     * Queries that this node has asked and heard nothing of: four screens that somebody looks at (a
     * guess).
     */
    static final int ASKED_MAX = 4;

    /**
     * Queries of the peer that are looked for or wait to be sent. Twice what this program asks at a
     * time, because it forgets one that is never answered.
     */
    static final int WAITING_MAX = 2 * ASKED_MAX;

    /** How long an answer is waited for before its number is forgotten (a guess). */
    static final int ANSWER_TICKS = Session.ticks(Duration.ofSeconds(30));

    /**
     * What one query costs in {@link #credit}, which grows by one a tick: two queries a second in
     * the long run, half of what the peer reads of us without waiting.
     */
    private static final int COST = 2;

    /** The same at once: half of {@link Limits#BUDGET_QUERIES}. */
    static final int AT_ONCE = (int) Limits.BUDGET_QUERIES / 2;

    private final Capabilities capabilities;
    private final Map<Long, WikiId> answering = new HashMap<>();
    private final ArrayDeque<Message.Hits> answers = new ArrayDeque<>();
    private final Map<Long, Asked> asked = new HashMap<>();
    private int credit = AT_ONCE * COST;

    private record Asked(WikiId wiki, int ticksLeft) {}

    SearchTalk(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    // ---- what the peer asks

    /**
     * What it asks beyond its bound is not answered: it may have given up what is still looked for.
     *
     * @throws ProtocolException if it uses a number again
     */
    void query(Message.Query query, Shelf shelf, List<Output> out) {
        if (!shelf.peerReads()) {
            return; // Whoever only carries pages on is told nothing of what is in them.
        }
        if (answering.size() + answers.size() >= WAITING_MAX) {
            return;
        }
        if (answering.putIfAbsent(query.query(), query.wiki()) != null) {
            throw new ProtocolException("asked two queries of one number");
        }
        out.add(new Output.Look(query));
    }

    /**
     * What was found, or that looking was cut off: then the peer hears nothing.
     *
     * @param shared the wiki, if it is synced still; nobody else is told what is in it
     */
    void found(Input.Found found, @Nullable SharedWiki shared) {
        boolean waited = answering.remove(found.query(), found.wiki());
        if (waited && shared != null && shared.shelf().peerReads()) {
            found.hits().ifPresent(answers::add);
        }
    }

    /** The next answer, one large message; called while there is room. */
    Optional<Message> next() {
        return Optional.ofNullable(answers.poll());
    }

    // ---- what the peer is asked

    /**
     * @param shared whether the wiki is synced on this connection
     */
    void ask(Message.Query query, boolean shared, List<Output> out) {
        if (!shared || !capabilities.search() || asked.size() >= ASKED_MAX || credit < COST) {
            out.add(new Output.Unanswered(query.query()));
            return;
        }
        credit -= COST;
        asked.put(query.query(), new Asked(query.wiki(), ANSWER_TICKS));
        out.add(new Output.Send(query));
    }

    /** An answer to what nobody asked, or asked too long ago, is passed over. */
    void hits(Message.Hits hits, List<Output> out) {
        Asked question = asked.get(hits.query());
        if (question != null && question.wiki().equals(hits.wiki())) {
            asked.remove(hits.query());
            out.add(new Output.HitsHeard(hits));
        }
    }

    void tick(List<Output> out) {
        credit = Math.min(AT_ONCE * COST, credit + 1);
        Iterator<Map.Entry<Long, Asked>> each = asked.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, Asked> entry = each.next();
            int left = entry.getValue().ticksLeft() - 1;
            if (left > 0) {
                entry.setValue(new Asked(entry.getValue().wiki(), left));
            } else {
                each.remove();
                out.add(new Output.Unanswered(entry.getKey()));
            }
        }
    }
}
