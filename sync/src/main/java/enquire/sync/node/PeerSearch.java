package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the connected members of a wiki what their computers hold. Who answers late is heard when
 * somebody looks again: an answer is kept for half a minute. Thread-safe.
 */
public final class PeerSearch {

    /** How long a screen waits for answers (issue 5: merged within one second). */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long answers are kept for whoever looks again (a guess). */
    static final Duration KEPT = Duration.ofSeconds(30);

    /** Queries whose answers are kept: of one person some screens (a guess). */
    static final int QUERIES_MAX = 16;

    /**
     * Hits asked of each peer, as many as one message may hold: with 16 queries and 16 peers, 25 MB
     * at the longest snippets (arithmetic).
     */
    private static final int HITS = Limits.HITS;

    /**
     * What one computer holds, the best first. All text in it is foreign.
     *
     * @param total pages that it found
     */
    public record Answer(PeerId peer, String name, long total, List<Message.Hit> hits) {}

    /**
     * @param slow names of those who were asked and have not answered
     */
    public record Answers(List<Answer> answered, List<String> slow) {

        /** Whether nobody was there to be asked. */
        public boolean nobody() {
            return answered.isEmpty() && slow.isEmpty();
        }
    }

    private final WikiId wiki;
    private final Members members;
    private final PeerId self;
    private final Peers peers;
    private final Map<String, Question> questions = new LinkedHashMap<>(16, 0.75f, true);

    /** What was asked and when. */
    private static final class Question {
        private final long beganNanos = System.nanoTime();
        private final Map<PeerId, CompletableFuture<Optional<Message.Hits>>> asked =
                new HashMap<>();

        private boolean isOld() {
            return System.nanoTime() - beganNanos > KEPT.toNanos();
        }
    }

    PeerSearch(WikiId wiki, PeerId self, Members members, Peers peers) {
        this.wiki = wiki;
        this.self = self;
        this.members = members;
        this.peers = peers;
    }

    /**
     * Waits until everybody has answered, and at most so long.
     *
     * @param text as typed; what is longer than a query may be is cut
     */
    public Answers ask(String text, Duration atMost) {
        long endNanos = System.nanoTime() + atMost.toNanos();
        Map<PeerId, CompletableFuture<Optional<Message.Hits>>> asked =
                begin(text.substring(0, Math.min(text.length(), Limits.QUERY_UNITS)));
        await(asked, endNanos);
        var answered = new ArrayList<Answer>();
        var slow = new ArrayList<String>();
        asked.forEach((peer, answer) -> {
            Optional<Message.Hits> hits = answer.getNow(Optional.empty());
            if (hits.isPresent()) {
                long total = hits.get().total();
                answered.add(new Answer(peer, members.nameOf(peer), total, hits.get().hits()));
            } else {
                slow.add(members.nameOf(peer));
            }
        });
        return new Answers(List.copyOf(answered), List.copyOf(slow));
    }

    /** In the order of the members, so that equal answers give equal screens. */
    private synchronized Map<PeerId, CompletableFuture<Optional<Message.Hits>>> begin(String text) {
        var now = new LinkedHashMap<PeerId, CompletableFuture<Optional<Message.Hits>>>();
        if (members.role(self).filter(Role::reads).isEmpty()) {
            return now; // Nobody would answer.
        }
        Question question = question(text);
        for (Roster.Member member : members.roster().members()) {
            PeerId peer = member.peer();
            Optional<PeerConnection> connection =
                    peers.connection(peer).filter(each -> each.isSharing(wiki));
            CompletableFuture<Optional<Message.Hits>> before = question.asked.get(peer);
            if (before != null && (answered(before) || !before.isDone())) {
                now.put(peer, before); // Also of one who has gone meanwhile.
            } else if (connection.isPresent()) {
                CompletableFuture<Optional<Message.Hits>> answer =
                        connection.get().ask(wiki, text, HITS);
                question.asked.put(peer, answer);
                now.put(peer, answer);
            }
        }
        return now;
    }

    private static boolean answered(CompletableFuture<Optional<Message.Hits>> answer) {
        return answer.isDone() && answer.getNow(Optional.empty()).isPresent();
    }

    private Question question(String text) {
        questions.values().removeIf(Question::isOld);
        Question question = questions.computeIfAbsent(text, unasked -> new Question());
        Iterator<Question> eldest = questions.values().iterator();
        while (questions.size() > QUERIES_MAX) {
            eldest.next();
            eldest.remove();
        }
        return question;
    }

    private static void await(
            Map<PeerId, CompletableFuture<Optional<Message.Hits>>> asked, long endNanos) {
        try {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                    .get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return; // They are named.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers do not fail", e);
        }
    }
}
